using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Processors;

/// <summary>The test processor's checkout page: pay or decline, without script, style or card number.</summary>
internal static class TestCheckout
{
    public const string Route = "/api/v1/payments/test-checkout";

    public static async Task<Results<ContentHttpResult, ErrorResult>> ShowAsync(
        Guid session, PaymentDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.TestCheckoutSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == session, cancellationToken) is not { } open)
        {
            return ErrorResults.NotFound("checkout");
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Content(Page(open), "text/html; charset=utf-8");
    }

    public static async Task<Results<RedirectHttpResult, ErrorResult>> CompleteAsync(
        Guid session, [FromForm] string outcome, PaymentDbContext db, Settlement settlement, IOptions<CheckoutOptions> options, CancellationToken cancellationToken)
    {
        if (outcome is not ("pay" or "decline"))
        {
            return ErrorResults.Validation("The outcome is pay or decline.", "outcome");
        }

        // Only an open session moves: a second click changes nothing.
        var state = outcome == "pay" ? CheckoutState.Paid : CheckoutState.Declined;
        await db.TestCheckoutSessions.Where(row => row.Id == session && row.State == CheckoutState.Open)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, state), cancellationToken);
        return await settlement.ReconcileAsync(session, cancellationToken) is { } payment
            ? TypedResults.Redirect(options.Value.ReturnPath.Replace("{jobId}", payment.JobId.ToString()))
            : ErrorResults.NotFound("checkout");
    }

    private static string Page(TestCheckoutSession session)
    {
        var amount = WebUtility.HtmlEncode(string.Create(CultureInfo.InvariantCulture, $"{session.Amount:0.00} {session.Currency}"));
        var form = session.State == CheckoutState.Open
            ? """
              <form method="post">
                <p><button name="outcome" value="pay">Pay</button> <button name="outcome" value="decline">Decline</button></p>
              </form>
              """
            : $"<p>This checkout is closed: {session.State.ToString().ToLowerInvariant()}.</p>";
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Test checkout</title></head>
            <body>
            <h1>Test checkout</h1>
            <p>SwipeReview asks for <strong>{amount}</strong>. This is the built-in test processor: no money moves.</p>
            {form}
            </body>
            </html>
            """;
    }
}
