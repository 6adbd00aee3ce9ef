using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Budgets;

public sealed class BudgetTests(BudgetTests.App router) : IClassFixture<BudgetTests.App>
{
    private const decimal Call = 0.0123m;

    [Fact]
    public async Task Of_calls_at_the_same_time_one_at_most_passes_the_cap_of_a_person()
    {
        var user = Guid.CreateVersion7();
        router.Cloud.Meanwhile = token => Task.Delay(50, token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => router.AskAsync(Tone(user))));

        var served = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, served); // four fit into 0.05, the fifth passes it
        Assert.Equal(served * Call, await router.QueryAsync<decimal>($"select sum(cost) from usage where user_id = '{user}'"));
        Assert.Equal(served * Call, await router.QueryAsync<decimal>($"select amount from spending where scope = 'user:{user}'"));
    }

    [Fact]
    public async Task What_is_spent_is_said_in_words_and_what_is_free_goes_on()
    {
        var user = Guid.CreateVersion7();
        await SpendAsync(user, tier: null, calls: 5);

        var refused = await router.AskAsync(Tone(user));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = (await refused.JsonAsync())["error"]!;
        Assert.Equal("budget", error["details"]!["field"]!.GetValue<string>());
        Assert.Contains("budgetSpent", error["details"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(5, await router.QueryAsync<long>($"select count(*) from calls where user_id = '{user}'"));
        Assert.Equal(HttpStatusCode.OK, (await router.AskAsync(RouterRequests.Proposals("proofread", "We recieve it.").With("userId", user))).StatusCode);
    }

    [Fact]
    public async Task A_tier_has_a_budget_for_all_its_persons()
    {
        await SpendAsync(Guid.CreateVersion7(), "free", calls: 1);

        Assert.Equal(HttpStatusCode.BadRequest, (await router.AskAsync(Tone(Guid.CreateVersion7()).With("tier", "Free"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await router.AskAsync(Tone(Guid.CreateVersion7()).With("tier", "pro"))).StatusCode);
    }

    [Fact]
    public async Task What_failed_is_given_back()
    {
        var user = Guid.CreateVersion7();
        await SpendAsync(user, tier: null, calls: 1);
        router.Cloud.Answer = null;
        await router.AskAsync(Tone(user));
        router.Cloud.Answer = _ => [];

        Assert.Equal(Call, await router.QueryAsync<decimal>($"select amount from spending where scope = 'user:{user}'"));
    }

    private async Task SpendAsync(Guid user, string? tier, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            Assert.Equal(HttpStatusCode.OK, (await router.AskAsync(Tone(user).With("tier", tier))).StatusCode);
        }
    }

    private static JsonObject Tone(Guid user) => RouterRequests.Proposals("tone", $"Text {Guid.CreateVersion7()}").With("userId", user);

    public sealed class App(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
    {
        protected override Task ConfigureAsync(IDictionary<string, string?> settings)
        {
            (Cloud.Price, Cloud.Limits) = (new Price(3, 15), ProviderLimits.None);
            settings["LlmRouter:Budgets:User"] = 0.05m.ToString(CultureInfo.InvariantCulture);
            settings["LlmRouter:Budgets:Tiers:free"] = 0.01m.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }
    }
}
