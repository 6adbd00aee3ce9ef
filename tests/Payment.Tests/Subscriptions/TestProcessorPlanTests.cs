using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Subscriptions;

/// <summary>A plan's whole life with the built-in processor, on its own pages.</summary>
public sealed class TestProcessorPlanTests(Infrastructure infrastructure)
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task Going_up_counts_and_costs_the_difference_at_once_and_going_down_waits_for_the_next_period()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(user);
        await SubscribeAsync(service, person, "pro");
        Assert.Equal(("pro", "active", 5_000), await ReadAsync(person));
        Assert.Equal("9.0000", (await service.CheckLedgerAsync()).Balance("processor:test"));

        await ChooseAsync(person, "enterprise");
        Assert.Equal(("enterprise", "active", 50_000), await ReadAsync(person));
        Assert.Equal("49.0000", (await service.CheckLedgerAsync()).Balance("processor:test"));

        var lower = await ChooseAsync(person, "pro");
        Assert.Equal(("enterprise", "pro"), (lower.GetProperty("tier").GetString(), lower.GetProperty("nextTier").GetString()));
        var again = await ChooseAsync(person, "enterprise");
        Assert.Equal(JsonValueKind.Null, again.GetProperty("nextTier").ValueKind);
        var check = await service.CheckLedgerAsync();
        Assert.Equal("49.0000", check.Balance("processor:test"));
        Assert.True(check.Holds(), check.ToString());
    }

    [Fact]
    public async Task A_plan_that_is_cancelled_is_had_to_its_end_and_can_be_kept_after_all()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(user);
        await SubscribeAsync(service, person, "pro");

        var cancelled = await PostAsync(person, "/api/v1/plan/cancel");
        Assert.Equal("pro", cancelled.GetProperty("tier").GetString());
        Assert.True(cancelled.GetProperty("cancelsAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddDays(29));

        var kept = await PostAsync(person, "/api/v1/plan/resume");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (kept.GetProperty("cancelsAt").ValueKind, kept.GetProperty("renewsAt").ValueKind));
    }

    [Fact]
    public async Task A_card_that_declines_leaves_the_plan_for_a_while_and_another_card_mends_it()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(user);
        await SubscribeAsync(service, person, "pro");
        var portal = (await PostAsync(person, "/api/v1/plan/portal")).GetProperty("url").GetString()!;

        await AtAsync(service, portal, "decline");
        var late = await PlanAsync(person);
        Assert.Equal(("pro", "pastDue"), (late.GetProperty("tier").GetString(), late.GetProperty("status").GetString()));
        Assert.InRange(late.GetProperty("lateUntil").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddDays(6), TimeProvider.System.GetUtcNow().AddDays(7));

        await AtAsync(service, portal, "pay");
        Assert.Equal(("pro", "active", 5_000), await ReadAsync(person));
        Assert.Equal(JsonValueKind.Null, (await PlanAsync(person)).GetProperty("lateUntil").ValueKind);

        await AtAsync(service, portal, "decline");
        await AtAsync(service, portal, "giveUp");
        Assert.Equal(("free", "unpaid", 500), await ReadAsync(person));
        await AtAsync(service, portal, "pay");
        Assert.Equal(("pro", "active", 5_000), await ReadAsync(person));
        Assert.True((await service.CheckLedgerAsync()).Holds());
    }

    [Fact]
    public async Task The_portal_knows_only_what_it_offers()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(user);
        await SubscribeAsync(service, person, "pro");
        var portal = (await PostAsync(person, "/api/v1/plan/portal")).GetProperty("url").GetString()!;

        Assert.Equal(HttpStatusCode.BadRequest, (await FormAsync(service, portal, "steal")).StatusCode);
        await AtAsync(service, portal, "giveUp"); // not late: nothing to give up
        Assert.Equal("active", (await PlanAsync(person)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await service.Host.Anonymous().GetAsync($"/api/v1/payments/test-checkout/plans/{Guid.CreateVersion7()}/portal")).StatusCode);
    }

    private static async Task SubscribeAsync(PaymentService service, HttpClient person, string tier) =>
        await AtAsync(service, (await ChooseAsync(person, tier)).GetProperty("checkoutUrl").GetString()!, "pay");

    private static async Task<JsonElement> ChooseAsync(HttpClient person, string tier)
    {
        using var answer = await person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier });
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> PostAsync(HttpClient person, string route)
    {
        using var answer = await person.PostAsync(route, content: null);
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }

    private static Task<JsonElement> PlanAsync(HttpClient person) => person.GetFromJsonAsync<JsonElement>("/api/v1/plan");

    private static async Task<(string?, string?, int)> ReadAsync(HttpClient person)
    {
        var plan = await PlanAsync(person);
        return (plan.GetProperty("tier").GetString(), plan.GetProperty("status").GetString(), plan.GetProperty("allowance").GetProperty("of").GetInt32());
    }

    private static async Task AtAsync(PaymentService service, string page, string outcome)
    {
        using var answer = await FormAsync(service, page, outcome);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> FormAsync(PaymentService service, string page, string outcome)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = service.Host.Anonymous().BaseAddress };
        using var form = new FormUrlEncodedContent([new("outcome", outcome)]);
        return await browser.PostAsync(page, form);
    }
}
