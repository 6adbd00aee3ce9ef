using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using SwipeReview.Contracts.Identity;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers;

public sealed class AnswerCacheTests(TwoModels router) : IClassFixture<TwoModels>
{
    [Fact]
    public async Task A_hundred_equal_requests_to_two_instances_are_one_call()
    {
        await using var another = router.StartAnother();
        using var one = router.Jobs();
        using var other = another.AsService("jobs");
        var text = $"Hey guys. {Guid.CreateVersion7()}";
        router.OpenAi.Text = _ => TwoModels.Edits(("Hey guys", "Dear all"));
        router.OpenAi.Fail(VendorFaults.Slowly(TimeSpan.FromSeconds(0.5)));
        var asked = router.OpenAi.Asked.Count;

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            (number % 2 == 0 ? one : other).PostAsJsonAsync("/internal/proposals", Tone(text))));

        Assert.Equal(asked + 1, router.OpenAi.Asked.Count);
        var bodies = await Task.WhenAll(answers.Select(answer => answer.ShouldBeAsync<JsonObject>(HttpStatusCode.OK)));
        Assert.All(bodies, body => Assert.Equal("Dear all", Assert.Single(body["items"]!.AsArray())!["replacement"]!.GetValue<string>()));
        Assert.Equal(0.0060m, bodies.Sum(body => decimal.Parse(body["cost"]!["amount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var text = $"Hey guys. {Guid.CreateVersion7()}";
        router.OpenAi.Fail(VendorFaults.Status(500));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await router.AskAsync(Tone(text))).StatusCode);
        router.OpenAi.Text = _ => TwoModels.Edits(("Hey guys", "Dear all"));

        var item = Assert.Single((await (await router.AskAsync(Tone(text))).JsonAsync())["items"]!.AsArray())!;
        Assert.False(item["cacheHit"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Another_wish_or_neighbour_is_another_question()
    {
        var text = $"Hey guys. {Guid.CreateVersion7()}";
        router.OpenAi.Text = _ => """{"edits":[]}""";
        var asked = router.OpenAi.Asked.Count;
        await router.AskAsync(Tone(text).With("instructions", "kindly"));
        await router.AskAsync(Tone(text).With("instructions", "curtly"));
        await router.AskAsync(Tone(text).With("instructions", "curtly").With("context", JsonNode.Parse("""{"before":"Once."}""")));
        await router.AskAsync(Tone(text).With("instructions", "curtly"));

        Assert.Equal(asked + 3, router.OpenAi.Asked.Count);
    }

    [Fact]
    public async Task What_was_answered_for_a_person_goes_with_the_person()
    {
        var request = Tone($"Hey guys. {Guid.CreateVersion7()}");
        router.OpenAi.Text = _ => """{"edits":[]}""";
        await router.AskAsync(request);
        await router.ConsumingAsync();
        await router.Bus.Publish(new UserDeleted(request.Id("userId"), TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(
            async () => await router.QueryAsync<long>($"select count(*) from calls where user_id = '{request.Id("userId")}'") == 0, "the person to be forgotten");

        var asked = router.OpenAi.Asked.Count;
        await router.AskAsync(request.With("requestId", Guid.CreateVersion7()));
        Assert.Equal(asked + 1, router.OpenAi.Asked.Count);
    }

    [Fact]
    public async Task An_administrator_makes_a_providers_answers_be_forgotten()
    {
        var text = $"Hey guys. {Guid.CreateVersion7()}";
        router.OpenAi.Text = _ => """{"edits":[]}""";
        await router.AskAsync(Tone(text));
        using var admin = router.As(Guid.CreateVersion7(), isAdmin: true);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/v1/admin/providers/openai/answers")).StatusCode);
        var asked = router.OpenAi.Asked.Count;
        await router.AskAsync(Tone(text));
        Assert.Equal(asked + 1, router.OpenAi.Asked.Count);
        await (await admin.DeleteAsync("/api/v1/admin/providers/nobody/answers")).ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static JsonObject Tone(string text) => RouterRequests.Proposals("tone", text).With("provider", "openai");
}
