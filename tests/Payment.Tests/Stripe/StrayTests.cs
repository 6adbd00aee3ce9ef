using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>Money that comes for a checkout which our database does not know, as after a restore of yesterday's backup.</summary>
public sealed class StrayTests(Infrastructure infrastructure)
{
    private static readonly (string, string) Always = ("Payment:Reconciler:Sweep", "00:00:00");

    [Fact]
    public async Task Whose_payment_is_lost_gets_the_money_back_once_from_events_and_reconcilers_together()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, Always);
        await ForgottenAsync(lab);

        await Task.WhenAll(lab.DeliverAsync(lab.Stripe.Books.Events), lab.ReconcileAsync(), lab.ReconcileAsync());
        await lab.FollowedAsync();
        await lab.ReconcileAsync();

        Assert.Equal([80L], lab.Stripe.Books.Refunds.Select(refund => (long)refund["amount"]!));
        await BackAsync(lab);
    }

    [Theory]
    [InlineData(StripeFault.LostAnswer)]
    [InlineData(StripeFault.Failed)]
    [InlineData(StripeFault.FailedAfterwards)]
    public async Task It_goes_back_once_whatever_the_call_comes_to(StripeFault fault)
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, Always);
        await ForgottenAsync(lab);
        lab.Stripe.Fault = call => call.IsPost ? fault : StripeFault.None;
        await lab.ReconcileAsync();
        lab.Stripe.Fault = _ => StripeFault.None;
        await lab.ReconcileAsync();
        await lab.ReconcileAsync();

        Assert.Single(lab.Stripe.Books.Refunds);
        await BackAsync(lab);
    }

    [Fact]
    public async Task A_payment_that_only_lost_its_checkout_takes_it_and_nothing_goes_back()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, Always);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        await lab.Service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"update payments set session = null, status = 'failed' where id = {payment}"));

        await lab.ReconcileAsync();
        await lab.ReconcileAsync();

        Assert.Equal(PaymentStatus.Settled, (await lab.RowAsync(payment)).Status);
        Assert.Empty(lab.Stripe.Books.Refunds);
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task One_of_an_older_quote_whose_job_is_paid_otherwise_goes_back_and_the_job_stays_paid_once()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, Always);
        var job = lab.Job();
        var (older, first) = await lab.CheckOutAsync(job);
        lab.Stripe.Books.Pay(first);
        await lab.Service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"update payments set session = null, status = 'failed' where id = {older}"));
        var (newer, second) = await lab.CheckOutAsync(job);
        lab.Stripe.Books.Pay(second);
        Assert.Equal("settled", await lab.StatusAsync(newer));

        await lab.ReconcileAsync();
        await lab.ReconcileAsync();

        Assert.Equal((string)lab.Stripe.Books.Find(first)["payment_intent"]!, (string)Assert.Single(lab.Stripe.Books.Refunds)["payment_intent"]!);
        Assert.Equal((PaymentStatus.Failed, PaymentStatus.Settled), ((await lab.RowAsync(older)).Status, (await lab.RowAsync(newer)).Status));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task What_is_not_paid_or_known_or_another_systems_stays_as_it_is()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, Always);
        var (known, paid) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(paid);
        Assert.Equal("settled", await lab.StatusAsync(known));
        var (open, _) = await lab.CheckOutAsync(lab.Job());
        var foreign = await ForgottenAsync(lab);
        lab.Stripe.Books.Alter(foreign, session => session["metadata"]!.AsObject().Remove("jobId")); // somebody else's on the same account

        await lab.ReconcileAsync();

        Assert.Empty(lab.Stripe.Books.Refunds);
        Assert.Equal(0, await lab.Service.InDatabaseAsync(db => db.Strays.CountAsync()));
        Assert.Equal(PaymentStatus.Pending, (await lab.RowAsync(open)).Status);
    }

    /// <summary>A paid checkout whose payment is gone.</summary>
    private static async Task<string> ForgottenAsync(StripeLab lab)
    {
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        await lab.Service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"delete from payments where id = {payment}"));
        lab.Stripe.Books.Pay(session);
        return session;
    }

    private static async Task BackAsync(StripeLab lab)
    {
        var stray = await lab.Service.InDatabaseAsync(db => db.Strays.SingleAsync());
        Assert.Equal(RefundStatus.Succeeded, stray.Status);
        var check = await lab.Service.CheckLedgerAsync();
        Assert.Equal(("0.0000", "0.3200", "-0.3200"), (check.Balance("unclaimed"), check.Balance("fees"), check.Balance("processor:stripe-test")));
        await lab.BooksHoldAsync();
    }
}
