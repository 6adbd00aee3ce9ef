using System.Net;
using SwipeReview.Payment.Payments;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class FaultTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData(StripeFault.LostRequest)]
    [InlineData(StripeFault.LostAnswer)]
    [InlineData(StripeFault.LockTimeout)]
    [InlineData(StripeFault.KeyInUse)]
    [InlineData(StripeFault.TooMany)]
    public async Task A_fault_that_passes_is_passed_over_with_the_same_key_and_one_session(StripeFault fault)
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var faults = 2;
        lab.Stripe.Fault = call => call.IsPost && Interlocked.Decrement(ref faults) >= 0 ? fault : StripeFault.None;

        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);

        Assert.Equal("settled", await lab.StatusAsync(payment));
        Assert.Single(lab.Stripe.Books.Sessions);
        Assert.Equal(3, lab.Stripe.Calls.Count(call => call.IsPost));
        Assert.Single(lab.Stripe.Calls.Where(call => call.IsPost).Select(call => call.Key).Distinct());
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_asked_for_again_before_and_after_the_money_moved()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, ("Payment:Stripe:Timeout", "00:00:01"));
        var slow = 1;
        lab.Stripe.Done = _ => Interlocked.Exchange(ref slow, 0) == 1 ? Task.Delay(TimeSpan.FromSeconds(4)) : Task.CompletedTask;

        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        Assert.Single(lab.Stripe.Books.Sessions);
        Assert.Equal(1, lab.Stripe.Replays); // the second answer was the first one's
        lab.Stripe.Books.Pay(session);
        Volatile.Write(ref slow, 1);

        Assert.Equal("settled", await lab.StatusAsync(payment));
        Assert.Single(lab.Stripe.Books.Charges);
        await lab.BooksHoldAsync();
    }

    [Theory]
    [InlineData(StripeFault.Failed)]
    [InlineData(StripeFault.FailedAfterwards)]
    public async Task A_500_that_is_replayed_for_ever_is_left_behind_with_a_new_attempt_and_nobody_can_pay_twice(StripeFault fault)
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var job = lab.Job();
        lab.Stripe.Fault = _ => fault;
        using var refused = await lab.TryPayAsync(job, key: "one");
        lab.Stripe.Fault = _ => StripeFault.None;

        var (payment, session) = await lab.CheckOutAsync(job, key: "one");
        lab.Stripe.Books.Pay(session);

        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        Assert.Equal("settled", await lab.StatusAsync(payment));
        Assert.Single(lab.Stripe.Books.Charges);
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task What_stripe_refuses_is_asked_once_and_fails_the_payment()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        lab.Stripe.Books.Skew = TimeSpan.FromDays(-2); // by its clock the checkout would stay open for too long

        using var refused = await lab.TryPayAsync(lab.Job());

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Single(lab.Stripe.Calls);
    }

    [Fact]
    public async Task A_clock_that_is_ten_minutes_off_costs_the_events_and_the_reconciler_mends_it()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        foreach (var skew in (TimeSpan[])[TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(-10)])
        {
            lab.Stripe.Books.Skew = skew;
            var (payment, session) = await lab.CheckOutAsync(lab.Job());
            lab.Stripe.Books.Pay(session);

            using var answer = await lab.Internet.DeliverAsync(lab.Stripe.Books.Events[^1], skew);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(PaymentStatus.Pending, (await lab.RowAsync(payment)).Status);
            await lab.ReconcileAsync();
            Assert.Equal(PaymentStatus.Settled, (await lab.RowAsync(payment)).Status);
        }
    }

    [Fact]
    public async Task While_stripe_is_away_nothing_is_lost_and_the_reconciler_opens_and_settles_when_it_is_back()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var jobs = Enumerable.Range(0, 5).Select(_ => lab.Job()).ToList();
        lab.Stripe.Fault = _ => StripeFault.LostRequest;
        foreach (var job in jobs)
        {
            using var answer = await lab.TryPayAsync(job);
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        var asked = lab.Stripe.Calls.Count(call => call.IsPost);
        await lab.ReconcileAsync();
        Assert.Equal(asked + 9, lab.Stripe.Calls.Count(call => call.IsPost)); // three payments with three tries each: then it is taken for away
        lab.Stripe.Fault = _ => StripeFault.None;
        await lab.ReconcileAsync();
        Assert.Equal(5, lab.Stripe.Books.Sessions.Count);
        foreach (var session in lab.Stripe.Books.Sessions)
        {
            lab.Stripe.Books.Pay((string)session["id"]!);
        }

        await lab.ReconcileAsync();
        foreach (var job in jobs)
        {
            using var answer = await lab.TryPayAsync(job);
            Assert.Contains("\"settled\"", await answer.Content.ReadAsStringAsync());
        }

        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_checkout_that_nobody_paid_expires_and_another_may_be_started()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var job = lab.Job();
        var (first, session) = await lab.CheckOutAsync(job);

        lab.Stripe.Books.Expire(session);
        await lab.ReconcileAsync();
        var (second, _) = await lab.CheckOutAsync(job);

        Assert.Equal(PaymentStatus.Failed, (await lab.RowAsync(first)).Status);
        Assert.NotEqual(first, second);
    }
}
