using System.Net;
using System.Text.Json.Nodes;
using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers;

/// <summary>With a provider off this machine beside the local one.</summary>
public sealed class ProviderRouterTests(RouterApp router) : IClassFixture<RouterApp>
{
    private static readonly Draft Softer = new(0, "No.", "I am afraid not.", "tone", "tone", 0.7, "It is kinder.");

    [Fact]
    public async Task What_the_local_provider_can_do_never_reaches_a_cloud()
    {
        router.Cloud.Answer = _ => [];
        await router.AskAsync(RouterRequests.Proposals("proofread", "This stays here, wich is good."));

        Assert.DoesNotContain(router.Cloud.Asked, Mentions("This stays here"));
    }

    [Fact]
    public async Task What_the_local_provider_cannot_do_goes_to_one_that_can_with_the_reason_on_record()
    {
        router.Cloud.Answer = _ => [Softer];
        var request = RouterRequests.Proposals("tone", "No. Never.");
        var answer = await (await router.AskAsync(request)).JsonAsync();

        var item = Assert.Single(answer["items"]!.AsArray());
        Assert.True(item!["leftMachine"]!.GetValue<bool>());
        Assert.Equal("0.0123", answer["cost"]!["amount"]!.GetValue<string>());
        var skips = await router.QueryAsync<string>($"select skips::text from routes where request_id = '{request.Id("requestId")}'");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            [{"provider":"local","reason":"incapable","detail":null},{"provider":"ollama","reason":"notConfigured","detail":null}]
            """), JsonNode.Parse(skips)));
    }

    [Fact]
    public async Task A_private_job_is_refused_and_not_sent_out()
    {
        router.Cloud.Answer = _ => [Softer];
        var answer = await router.AskAsync(RouterRequests.Proposals("tone", "No. This is secret.").With("private", true));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("private", (await answer.JsonAsync())["error"]!["details"]!["field"]!.GetValue<string>());
        Assert.DoesNotContain(router.Cloud.Asked, Mentions("This is secret"));
    }

    [Fact]
    public async Task A_private_job_is_not_served_from_what_a_cloud_answered_before()
    {
        router.Cloud.Answer = _ => [Softer];
        await router.AskAsync(RouterRequests.Proposals("tone", "No. Cached."));
        var answer = await router.AskAsync(RouterRequests.Proposals("tone", "No. Cached.").With("private", true));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_private_job_may_not_ask_for_a_cloud_by_name()
    {
        var answer = await router.AskAsync(RouterRequests.Proposals("proofread", "By name.").With("private", true).With("provider", "cloud"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(router.Cloud.Asked, Mentions("By name"));
    }

    [Fact]
    public async Task The_provider_that_the_user_asked_for_is_the_one_that_answers()
    {
        router.Cloud.Answer = _ => [];
        var answer = await (await router.AskAsync(RouterRequests.Proposals("proofread", "I want the cloud.").With("provider", "cloud"))).JsonAsync();

        Assert.Equal("cloud", answer["provider"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_provider_that_is_not_set_up_is_said_so()
    {
        var answer = await router.AskAsync(RouterRequests.Proposals("proofread", "Text.").With("provider", "nobody"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("provider", (await answer.JsonAsync())["error"]!["details"]!["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task When_every_capable_provider_fails_the_answer_is_503_and_nothing_is_metered()
    {
        router.Cloud.Answer = null;
        var request = RouterRequests.Proposals("tone", "Nobody answers.");
        var failed = await router.AskAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(0, await router.QueryAsync<long>($"select count(*) from usage where request_id = '{request.Id("requestId")}'"));

        router.Cloud.Answer = _ => [];
        Assert.Equal(HttpStatusCode.OK, (await router.AskAsync(request)).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_a_fault_of_the_moment_is_part_of_is_not_kept()
    {
        (router.Cloud.Answer, router.Cloud.MayKeep) = (_ => [], false);
        await router.AskAsync(RouterRequests.Proposals("tone", "Half of it failed."));
        router.Cloud.MayKeep = true;
        await router.AskAsync(RouterRequests.Proposals("tone", "Half of it failed."));
        await router.AskAsync(RouterRequests.Proposals("tone", "Half of it failed."));

        Assert.Equal(2, router.Cloud.Asked.Count(request => Mentions("Half of it failed")(request)));
    }

    [Fact]
    public async Task A_provider_that_failed_too_often_is_not_asked()
    {
        router.Cloud.Breaker = CircuitState.Open;
        var request = RouterRequests.Proposals("tone", "Left alone.");
        var answer = await router.AskAsync(request);
        router.Cloud.Breaker = CircuitState.Closed;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain(router.Cloud.Asked, Mentions("Left alone"));
        Assert.Contains("breakerOpen", await router.QueryAsync<string>($"select skips::text from routes where request_id = '{request.Id("requestId")}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_a_language_that_the_local_provider_cannot_read_goes_on_to_one_that_can()
    {
        router.Cloud.Answer = _ => [];
        var answer = await (await router.AskAsync(RouterRequests.Proposals(
            "proofread", "Le chat est assis sur le tapis et regarde la pluie tomber sur la ville pendant la nuit."))).JsonAsync();

        Assert.Equal("cloud", answer["provider"]!.GetValue<string>());
    }

    private static Predicate<ProviderRequest> Mentions(string words) =>
        request => request.Blocks.Any(block => block.Text.Contains(words, StringComparison.Ordinal));
}

/// <summary>As it is installed: the local provider alone.</summary>
public sealed class LocalAloneTests(LocalAloneTests.App router) : IClassFixture<LocalAloneTests.App>
{
    [Theory]
    [InlineData("tone", null)]
    [InlineData("instruct", null)]
    [InlineData("proofread", "fi")]
    public async Task What_it_cannot_do_is_refused_in_words(string task, string? language)
    {
        var answer = await router.AskAsync(RouterRequests.Proposals(task, "Some text.").With("language", language));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.JsonAsync())["error"]!;
        Assert.Equal("task", error["details"]!["field"]!.GetValue<string>());
        Assert.Equal("incapable", error["details"]!["skipped"]![0]!["reason"]!.GetValue<string>());
        Assert.Contains(task, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    public sealed class App(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
    {
        protected override bool HasCloud => false;
    }
}
