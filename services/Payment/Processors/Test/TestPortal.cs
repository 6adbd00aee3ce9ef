using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Subscriptions;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Processors.Test;

/// <summary>The test processor's page about how a plan is paid: here a card declines a renewal, and here another is given.</summary>
internal static class TestPortal
{
    public static string AddressOf(Guid session) => $"{TestPlanCheckout.Route}/{session}/portal";

    public static async Task<Results<ContentHttpResult, ErrorResult>> ShowAsync(Guid session, PaymentDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session, cancellationToken) is not { } plan)
        {
            return ErrorResults.NotFound("portal");
        }

        response.Headers.CacheControl = "no-store";
        var buttons = plan.State switch
        {
            TestPlanState.Active => """<button name="outcome" value="decline">The card declines the renewal</button>""",
            TestPlanState.PastDue => """<button name="outcome" value="pay">Pay with another card</button> <button name="outcome" value="giveUp">Give up trying</button>""",
            TestPlanState.Unpaid => """<button name="outcome" value="pay">Pay with another card</button>""",
            _ => "",
        };
        return TypedResults.Content($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Test portal</title></head>
            <body>
            <h1>Test portal</h1>
            <p>How the plan is paid. This is the built-in test processor: no money moves.</p>
            <form method="post"><p>{buttons} <button name="outcome" value="back">Back</button></p></form>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    public static async Task<Results<RedirectHttpResult, ErrorResult>> CompleteAsync(
        Guid session, [FromForm] string outcome, PaymentDbContext db, Plans plans, CancellationToken cancellationToken)
    {
        (TestPlanState[] From, TestPlanState To)? change = outcome switch
        {
            "decline" => ([TestPlanState.Active], TestPlanState.PastDue),
            "pay" => ([TestPlanState.PastDue, TestPlanState.Unpaid], TestPlanState.Active),
            "giveUp" => ([TestPlanState.PastDue], TestPlanState.Unpaid),
            _ => null,
        };
        if (change is null && outcome != "back")
        {
            return ErrorResults.Validation("The outcome is decline, pay, giveUp or back.", "outcome");
        }

        if (change is { } wanted)
        {
            await db.TestPlans.Where(row => row.SessionId == session && wanted.From.Contains(row.State))
                .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, wanted.To), cancellationToken);
        }

        if (await db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session, cancellationToken) is not { } plan)
        {
            return ErrorResults.NotFound("portal");
        }

        await plans.ReadAsync(plan.UserId, cancellationToken);
        return TypedResults.Redirect(plan.ReturnUrl);
    }
}
