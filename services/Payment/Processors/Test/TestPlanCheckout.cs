using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Subscriptions;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Processors.Test;

/// <summary>The test processor's page to subscribe on.</summary>
internal static class TestPlanCheckout
{
    public const string Route = $"{TestCheckout.Route}/plans";

    public static async Task<Results<ContentHttpResult, ErrorResult>> ShowAsync(Guid session, PaymentDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session, cancellationToken) is not { } plan)
        {
            return ErrorResults.NotFound("checkout");
        }

        response.Headers.CacheControl = "no-store";
        var form = plan.State == TestPlanState.Open
            ? """<form method="post"><p><button name="outcome" value="pay">Subscribe</button> <button name="outcome" value="decline">Decline</button></p></form>"""
            : "<p>This checkout is closed.</p>";
        return TypedResults.Content($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Test checkout</title></head>
            <body>
            <h1>Test checkout</h1>
            <p>The plan <strong>{WebUtility.HtmlEncode(plan.Tier.ToString())}</strong>, by the month. This is the built-in test processor: no money moves.</p>
            {form}
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    public static async Task<Results<RedirectHttpResult, ErrorResult>> CompleteAsync(
        Guid session, [FromForm] string outcome, PaymentDbContext db, Plans plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (outcome is not ("pay" or "decline"))
        {
            return ErrorResults.Validation("The outcome is pay or decline.", "outcome");
        }

        var (state, now) = (outcome == "pay" ? TestPlanState.Active : TestPlanState.Declined, clock.GetUtcNow());
        await db.TestPlans.Where(row => row.SessionId == session && row.State == TestPlanState.Open)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, state).SetProperty(value => value.StartedAt, now), cancellationToken);
        if (await db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session, cancellationToken) is not { } plan)
        {
            return ErrorResults.NotFound("checkout");
        }

        await plans.ReadAsync(plan.UserId, cancellationToken);
        return TypedResults.Redirect(plan.ReturnUrl);
    }
}
