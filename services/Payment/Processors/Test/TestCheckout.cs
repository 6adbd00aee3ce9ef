using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Processors.Test;

/// <summary>The test processor's checkout page: pay, pay later or decline, without script, style or card number.</summary>
internal static class TestCheckout
{
    public const string Route = "/api/v1/payments/test-checkout";

    public static async Task<Results<ContentHttpResult, ErrorResult>> ShowAsync(
        Guid session, PaymentDbContext db, IOptionsSnapshot<TestOptions> options, TimeProvider clock, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.TestCheckoutSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == session, cancellationToken) is not { } found)
        {
            return ErrorResults.NotFound("checkout");
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Content(Page(found, found.StateAt(clock.GetUtcNow(), options.Value.Lifetime)), "text/html; charset=utf-8");
    }

    public static async Task<Results<RedirectHttpResult, ErrorResult>> CompleteAsync(
        Guid session, [FromForm] string outcome, PaymentDbContext db, Fulfilment fulfilment, IOptionsSnapshot<TestOptions> options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        CheckoutState? chosen = outcome switch
        {
            "pay" => CheckoutState.Paid,
            "later" => CheckoutState.Processing,
            "decline" => CheckoutState.Declined,
            _ => null,
        };
        if (chosen is not { } state)
        {
            return ErrorResults.Validation("The outcome is pay, later or decline.", "outcome");
        }

        // Only an open session moves: a second click changes nothing.
        var now = clock.GetUtcNow();
        await db.TestCheckoutSessions.Where(row => row.Id == session && row.State == CheckoutState.Open && row.CreatedAt > now - options.Value.Lifetime)
            .ExecuteUpdateAsync(
                row => row.SetProperty(value => value.State, state).SetProperty(value => value.ArrivesAt, now + options.Value.Delay), cancellationToken);
        if (await db.TestCheckoutSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == session, cancellationToken) is not { } found)
        {
            return ErrorResults.NotFound("checkout");
        }

        await fulfilment.SettleAsync(found.PaymentId, cancellationToken);
        return TypedResults.Redirect(found.ReturnUrl);
    }

    private static string Page(TestCheckoutSession session, CheckoutState state)
    {
        var amount = WebUtility.HtmlEncode(string.Create(CultureInfo.InvariantCulture, $"{session.Amount:0.00##} {session.Currency}"));
        var form = state == CheckoutState.Open
            ? """
              <form method="post">
                <p>
                  <button name="outcome" value="pay">Pay</button>
                  <button name="outcome" value="later">Pay, and let the money arrive later</button>
                  <button name="outcome" value="decline">Decline</button>
                </p>
              </form>
              """
            : $"<p>This checkout is closed: {state.ToString().ToLowerInvariant()}.</p>";
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
