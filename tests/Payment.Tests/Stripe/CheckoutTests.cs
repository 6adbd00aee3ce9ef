using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Payments;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class CheckoutTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_checkout_is_paid_on_stripes_page_and_settled_when_the_person_is_back_without_any_event()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var settled = await MessageTap<PaymentSettled>.ConnectAsync(lab.Service.Bus);
        var job = lab.Job(accepted: 80);

        var (payment, session) = await lab.CheckOutAsync(job);
        var shown = lab.Stripe.Books.Find(session);
        Assert.Equal((80L, "usd", "payment"), ((long)shown["amount_total"]!, (string)shown["currency"]!, (string)shown["mode"]!));
        Assert.Equal(payment.ToString(), (string)shown["client_reference_id"]!);
        Assert.Equal($"https://swipereview.example/jobs/{job}/finish", (string)shown["success_url"]!);
        lab.Stripe.Books.Pay(session);
        Assert.Equal("settled", await lab.StatusAsync(payment));

        await settled.GetAsync(message => message.JobId == job);
        Assert.StartsWith("pi_", (await lab.RowAsync(payment)).Charge, StringComparison.Ordinal);
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task Coming_back_without_having_paid_settles_nothing_whatever_the_address_says()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());

        using var answer = await lab.Person.PostAsync($"/api/v1/payments/{payment}/refresh?session_id={session}&paid=true", null);

        Assert.Equal("pending", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        Assert.Empty(lab.Stripe.Books.Charges);
    }

    [Fact]
    public async Task Somebody_elses_payment_is_not_found_and_stripe_is_not_asked_about_it()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, _) = await lab.CheckOutAsync(lab.Job());
        using var stranger = lab.Service.Host.As(Guid.CreateVersion7());
        var asked = lab.Stripe.Calls.Count;

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/v1/payments/{payment}/refresh", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/payments/{payment}")).StatusCode);
        Assert.Equal(asked, lab.Stripe.Calls.Count);
    }

    [Fact]
    public async Task What_was_paid_counts_only_when_it_is_what_was_frozen()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, session) = await lab.CheckOutAsync(lab.Job(accepted: 80));
        var (other, otherSession) = await lab.CheckOutAsync(lab.Job(accepted: 90));
        lab.Stripe.Books.Alter(session, row => row["amount_total"] = 1L);
        lab.Stripe.Books.Alter(otherSession, row => row["client_reference_id"] = payment.ToString());

        lab.Stripe.Books.Pay(session);
        lab.Stripe.Books.Pay(otherSession);

        Assert.Equal(("pending", "pending"), (await lab.StatusAsync(payment), await lab.StatusAsync(other)));
        Assert.Equal(("OTHER_AMOUNT", "OTHER_PAYMENT"), ((await lab.RowAsync(payment)).Problem, (await lab.RowAsync(other)).Problem));
    }

    [Fact]
    public async Task An_object_of_live_mode_is_refused_under_a_test_key()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        lab.Stripe.Books.Alter(session, row => row["livemode"] = true);

        Assert.Equal("pending", await lab.StatusAsync(payment));
    }

    [Fact]
    public async Task A_slow_way_to_pay_is_pending_until_the_money_is_there()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (arrives, first) = await lab.CheckOutAsync(lab.Job());
        var (fails, second) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.PayLater(first);
        lab.Stripe.Books.PayLater(second);
        await lab.DeliverAsync(lab.Stripe.Books.Events);
        await lab.FollowedAsync();
        Assert.Equal((PaymentStatus.Pending, PaymentStatus.Pending), ((await lab.RowAsync(arrives)).Status, (await lab.RowAsync(fails)).Status));

        var before = lab.Stripe.Books.Events.Count;
        lab.Stripe.Books.Arrive(first, succeeds: true);
        lab.Stripe.Books.Arrive(second, succeeds: false);
        await lab.DeliverAsync(lab.Stripe.Books.Events.Skip(before));
        await lab.FollowedAsync();

        Assert.Equal((PaymentStatus.Settled, PaymentStatus.Failed), ((await lab.RowAsync(arrives)).Status, (await lab.RowAsync(fails)).Status));
    }

    [Fact]
    public async Task More_accepted_after_the_checkout_was_opened_closes_it_and_opens_another()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var job = lab.Job(accepted: 80);
        var (first, old) = await lab.CheckOutAsync(job);

        lab.Accept(job, 100);
        var (second, session) = await lab.CheckOutAsync(job);

        Assert.Equal("expired", (string)lab.Stripe.Books.Find(old)["status"]!);
        Assert.Equal(100, (long)lab.Stripe.Books.Find(session)["amount_total"]!);
        Assert.Equal(("failed", "pending"), (await lab.StatusAsync(first), await lab.StatusAsync(second)));
    }

    [Fact]
    public async Task A_checkout_that_is_paid_while_it_is_replaced_counts_and_only_the_difference_is_asked_for_then()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var job = lab.Job(accepted: 80);
        var (first, old) = await lab.CheckOutAsync(job);
        lab.Accept(job, 140);
        lab.Stripe.Arrived = call =>
        {
            if (call.Path.EndsWith("/expire", StringComparison.Ordinal))
            {
                lab.Stripe.Books.Pay(old);
            }

            return Task.CompletedTask;
        };

        using var refused = await lab.TryPayAsync(job);
        var (_, session) = await lab.CheckOutAsync(job);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("settled", await lab.StatusAsync(first));
        Assert.Equal(60, (long)lab.Stripe.Books.Find(session)["amount_total"]!);
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_repeated_key_gives_the_same_checkout_and_many_at_once_open_one()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var job = lab.Job();

        var first = await lab.CheckOutAsync(job, key: "one");
        var again = await lab.CheckOutAsync(job, key: "one");
        var many = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => lab.CheckOutAsync(job, key: $"other {i % 4}")));

        Assert.Equal(first, again);
        Assert.All(many, one => Assert.Equal(first, one));
        Assert.Single(lab.Stripe.Books.Sessions);
    }
}
