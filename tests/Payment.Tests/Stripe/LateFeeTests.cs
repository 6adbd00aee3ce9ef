using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class LateFeeTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_fee_that_is_stated_after_the_settlement_is_booked_once_however_often_it_is_looked_for()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        lab.Stripe.Books.LateFees = true;
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        Assert.Equal("settled", await lab.StatusAsync(payment));

        await lab.ReconcileAsync();
        Assert.Equal("0.0000", (await lab.Service.CheckLedgerAsync()).Balance("fees"));
        Assert.True((await lab.RowAsync(payment)).AwaitsFee);
        lab.Stripe.Books.StateFees();
        await Task.WhenAll(lab.ReconcileAsync(), lab.ReconcileAsync());
        await lab.ReconcileAsync();

        Assert.Equal("0.3200", (await lab.Service.CheckLedgerAsync()).Balance("fees"));
        Assert.False((await lab.RowAsync(payment)).AwaitsFee);
        var asked = lab.Stripe.Calls.Count(call => call.Path.StartsWith("/v1/checkout", StringComparison.Ordinal));
        await lab.ReconcileAsync();
        Assert.Equal(asked, lab.Stripe.Calls.Count(call => call.Path.StartsWith("/v1/checkout", StringComparison.Ordinal))); // it is known now
        await lab.BooksHoldAsync();
    }
}
