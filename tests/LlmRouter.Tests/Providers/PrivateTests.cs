using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers;

/// <summary>
/// Clouds are configured under names that only a look-up would find, while every look-up and every connection of the
/// process is recorded: a private question causes none that leaves this machine.
/// </summary>
public sealed class PrivateTests(PrivateTests.App router) : IClassFixture<PrivateTests.App>
{
    public static readonly TheoryData<string, string?> Questions = new(
        from task in ProposalTask.Names from provider in (string?[])[null, "openai", "anthropic"] select (task, provider));

    [Theory, MemberData(nameof(Questions))]
    public async Task A_private_question_makes_no_connection_off_this_machine(string task, string? provider)
    {
        using var network = new RecordedNetwork();

        var answer = await router.AskAsync(RouterRequests.Proposals(task, $"A secret. {Guid.CreateVersion7()}").With("private", true).With("provider", provider));

        Assert.True(network.Connections > 0);
        Assert.Empty(network.Outside);
        Assert.DoesNotContain(network.Names, name => name.StartsWith(App.Private, StringComparison.Ordinal));
        var rulesDoIt = provider is null && task is ("proofread" or "tighten" or "plain-language");
        Assert.Equal(rulesDoIt ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nor_does_a_private_completion()
    {
        using var network = new RecordedNetwork();
        var answer = await router.Jobs().PostAsJsonAsync("/internal/completions", new JsonObject
        {
            ["requestId"] = Guid.CreateVersion7(),
            ["jobId"] = Guid.CreateVersion7(),
            ["userId"] = Guid.CreateVersion7(),
            ["private"] = true,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "A secret." }),
        });

        Assert.Equal("private", (await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR")).GetProperty("details").GetProperty("field").GetString());
        Assert.Empty(network.Outside);
        Assert.DoesNotContain(network.Names, name => name.StartsWith(App.Private, StringComparison.Ordinal));
    }

    /// <summary>The recorder works, and sees what a question does that is not private.</summary>
    [Fact]
    public async Task One_that_is_not_private_is_seen_on_its_way_out()
    {
        await using var open = new App(router.Infrastructure, router.LocalModels) { Prefix = "open-cloud" };
        await open.InitializeAsync();
        using var network = new RecordedNetwork();
        await open.AskAsync(RouterRequests.Proposals("tone", $"No secret. {Guid.CreateVersion7()}"));

        Assert.Contains("open-cloud-openai.invalid", network.Names);
        Assert.Contains("open-cloud-anthropic.invalid", network.Names);
    }

    public sealed class App(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
    {
        public const string Private = "private-cloud";

        public string Prefix { get; init; } = Private;

        protected override bool HasCloud => false;

        protected override Task ConfigureAsync(IDictionary<string, string?> settings)
        {
            foreach (var name in (string[])["OpenAi", "Anthropic"])
            {
                settings[$"LlmRouter:{name}:Model"] = "cloud-model";
                settings[$"LlmRouter:{name}:ApiKey"] = "secret-key";
                settings[$"LlmRouter:{name}:BaseUrl"] = $"http://{Prefix}-{name.ToLowerInvariant()}.invalid/v1";
                settings[$"LlmRouter:{name}:Retries"] = "0";
            }

            return Task.CompletedTask;
        }
    }
}
