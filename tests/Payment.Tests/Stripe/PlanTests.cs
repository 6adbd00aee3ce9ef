using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class PlanTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_plan_is_had_seconds_after_its_event_and_booked_once()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var changed = await MessageTap<EntitlementChanged>.ConnectAsync(lab.Service.Bus);
        await SubscribeAsync(lab, "pro");

        var plan = await PlanAsync(lab);
        Assert.Equal(("pro", "active"), (plan.GetProperty("tier").GetString(), plan.GetProperty("status").GetString()));
        var message = await changed.GetAsync(message => message.UserId == lab.UserId);
        Assert.Equal(("pro", 5), (message.Tier, message.QueueClass));
        await lab.DeliverAsync(lab.Stripe.Books.Events);
        await lab.FollowedAsync();
        Assert.Single(changed.Seen);
        Assert.Equal(900m, await BookedAsync(lab));
    }

    [Fact]
    public async Task Upwards_counts_at_once_and_downwards_from_the_next_period_on()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        await SubscribeAsync(lab, "pro");

        using var up = await lab.Person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier = "enterprise" });
        Assert.Equal("enterprise", (await up.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("tier").GetString());
        Assert.Single(lab.Stripe.Books.Subscriptions);

        using var down = await lab.Person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier = "pro" });
        var plan = await down.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal(("enterprise", "pro"), (plan.GetProperty("tier").GetString(), plan.GetProperty("nextTier").GetString()));

        var subscription = (string)lab.Stripe.Books.Subscriptions.Single()["id"]!;
        lab.Stripe.Books.Alter(subscription, row => row["metadata"]!["keptUntil"] = "1"); // the period is over
        lab.Stripe.Books.Renew(subscription);
        await lab.DeliverAsync(lab.Stripe.Books.Events[^1]);
        await lab.FollowedAsync();
        Assert.Equal("pro", (await PlanAsync(lab)).GetProperty("tier").GetString());
    }

    [Fact]
    public async Task A_renewal_that_is_not_paid_is_waited_for_and_then_the_plan_is_gone_until_it_is()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        await SubscribeAsync(lab, "pro");
        var subscription = (string)lab.Stripe.Books.Subscriptions.Single()["id"]!;

        Assert.Equal(("pro", "pastDue"), await TurnAsync(lab, subscription, "past_due"));
        await lab.Service.InDatabaseAsync(db => AgeAsync(db, TimeSpan.FromDays(8)));
        await lab.ReconcileAsync();
        Assert.Equal("free", (await PlanAsync(lab)).GetProperty("tier").GetString());
        Assert.Equal(("pro", "active"), await TurnAsync(lab, subscription, "active"));
        Assert.Equal(("free", "unpaid"), await TurnAsync(lab, subscription, "unpaid"));
        Assert.Equal(("pro", "active"), await TurnAsync(lab, subscription, "active"));
        Assert.Equal(("free", "ended"), await TurnAsync(lab, subscription, "canceled"));
    }

    [Fact]
    public async Task A_plan_that_is_cancelled_goes_on_until_its_period_ends_and_can_be_resumed()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        using (var nothing = await lab.Person.PostAsync("/api/v1/plan/cancel", null))
        {
            Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        }

        await SubscribeAsync(lab, "pro");
        var subscription = (string)lab.Stripe.Books.Subscriptions.Single()["id"]!;
        Assert.NotEqual(JsonValueKind.Null, (await PostAsync(lab, "cancel")).GetProperty("cancelsAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await PostAsync(lab, "resume")).GetProperty("cancelsAt").ValueKind);
        var plan = await PostAsync(lab, "cancel");
        Assert.Equal("pro", plan.GetProperty("tier").GetString());

        lab.Stripe.Books.Renew(subscription);
        await lab.DeliverAsync(lab.Stripe.Books.Events[^1]);
        await lab.FollowedAsync();
        Assert.Equal("free", (await PlanAsync(lab)).GetProperty("tier").GetString());
    }

    [Fact]
    public async Task While_stripe_is_away_a_plan_stays_and_what_was_wanted_is_carried_out_later()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        await SubscribeAsync(lab, "pro");
        lab.Stripe.Fault = call => call.IsPost ? StripeFault.LostAnswer : StripeFault.LostRequest;

        using (var away = await lab.Person.PostAsync("/api/v1/plan/cancel", null))
        {
            Assert.Equal(HttpStatusCode.BadGateway, away.StatusCode);
        }

        Assert.Equal("pro", (await PlanAsync(lab)).GetProperty("tier").GetString());
        lab.Stripe.Fault = _ => StripeFault.None;
        await lab.ReconcileAsync();
        Assert.True((bool)lab.Stripe.Books.Subscriptions.Single()["cancel_at_period_end"]!);
        Assert.NotEqual(JsonValueKind.Null, (await PlanAsync(lab)).GetProperty("cancelsAt").ValueKind);
    }

    [Fact]
    public async Task Nobody_subscribes_twice_and_a_missed_event_is_made_up_for()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var first = await ChooseAsync(lab, "pro");
        var again = await ChooseAsync(lab, "pro");
        var other = await ChooseAsync(lab, "enterprise");

        Assert.Equal(first, again);
        Assert.False(lab.Stripe.Books.Pay(first));
        Assert.True(lab.Stripe.Books.Pay(other));
        await lab.ReconcileAsync();
        Assert.Equal("enterprise", (await PlanAsync(lab)).GetProperty("tier").GetString());
        Assert.Single(lab.Stripe.Books.Subscriptions);
    }

    [Fact]
    public async Task The_portal_is_stripes_own_and_needs_a_customer()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        Assert.Equal(HttpStatusCode.Conflict, (await lab.Person.PostAsync("/api/v1/plan/portal", null)).StatusCode);
        await SubscribeAsync(lab, "pro");

        Assert.StartsWith("https://billing.stripe.example/", (await PostAsync(lab, "portal")).GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_test_processor_sells_plans_as_well()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(Guid.CreateVersion7());
        using var chosen = await person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier = "pro" });
        var url = (await chosen.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("checkoutUrl").GetString()!;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = person.BaseAddress };
        using var form = new FormUrlEncodedContent([new("outcome", "pay")]);

        Assert.Equal("/plan", (await browser.PostAsync(url, form)).Headers.Location?.ToString());
        Assert.Equal("pro", (await person.GetFromJsonAsync<JsonElement>("/api/v1/plan")).GetProperty("tier").GetString());
        using var cancelled = await person.PostAsync("/api/v1/plan/cancel", null);
        Assert.NotEqual(JsonValueKind.Null, (await cancelled.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("cancelsAt").ValueKind);
        var offers = await person.GetFromJsonAsync<JsonElement>("/api/v1/plans");
        Assert.Equal([false, true, true], offers.GetProperty("items").EnumerateArray().Select(offer => offer.GetProperty("canBeBought").GetBoolean()));
    }

    private static async Task SubscribeAsync(StripeLab lab, string tier)
    {
        var session = await ChooseAsync(lab, tier);
        Assert.True(lab.Stripe.Books.Pay(session));
        await lab.DeliverAsync(lab.Stripe.Books.Events[^1]);
        await lab.FollowedAsync();
    }

    private static async Task<string> ChooseAsync(StripeLab lab, string tier)
    {
        using var answer = await lab.Person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier });
        return (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("checkoutUrl").GetString()!.Split('/')[^1];
    }

    private static async Task<(string? Tier, string? Status)> TurnAsync(StripeLab lab, string subscription, string status)
    {
        lab.Stripe.Books.Turn(subscription, status);
        await lab.DeliverAsync(lab.Stripe.Books.Events[^1]);
        await lab.FollowedAsync();
        var plan = await PlanAsync(lab);
        return (plan.GetProperty("tier").GetString(), plan.GetProperty("status").GetString());
    }

    private static async Task<JsonElement> PostAsync(StripeLab lab, string what)
    {
        using var answer = await lab.Person.PostAsync($"/api/v1/plan/{what}", null);
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }

    private static Task<JsonElement> PlanAsync(StripeLab lab) => lab.Person.GetFromJsonAsync<JsonElement>("/api/v1/plan");

    private static async Task<decimal> BookedAsync(StripeLab lab)
    {
        await lab.BooksHoldAsync();
        var booked = await lab.Service.InDatabaseAsync(db =>
            db.Database.SqlQuery<decimal>($"select amount::numeric as \"Value\" from postings where account = 'processor:stripe-test'").ToListAsync());
        return booked.Sum();
    }

    private static async Task<int> AgeAsync(Data.PaymentDbContext db, TimeSpan by) =>
        await db.Database.ExecuteSqlAsync($"update subscriptions set past_due_since = past_due_since - {by}");
}
