using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>What local-models does when there is more to do than it can.</summary>
public sealed class LoadTests(LocalModelsProcess models)
{
    private const string Mistaken = "This sentense have a few mistake in it. ";

    [Fact]
    public async Task A_full_line_is_said_at_once_with_the_time_to_come_back()
    {
        await using var small = await LocalModelsProcess.StartAsync(("MAX_WAITING_CHARACTERS", "10000"), ("THREADS", "1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => AskAsync(small, $"{number}{string.Concat(Enumerable.Repeat(Mistaken, 200))}")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = Assert.IsType<HttpResponseMessage>(answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable));
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("OVERLOADED", (await refused.JsonAsync()).ErrorCode());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(small, Mistaken)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_told_so_and_the_next_is_served()
    {
        await using var hurried = await LocalModelsProcess.StartAsync(("REQUEST_TIMEOUT_MS", "1000"), ("THREADS", "1"));

        var answer = await AskAsync(hurried, [.. Enumerable.Range(0, 40).Select(number => $"{number}{string.Concat(Enumerable.Repeat($"{Mistaken}{number} ", 2_000))}")]);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("TIMEOUT", (await answer.JsonAsync()).ErrorCode());
        await Eventually.BeTrueAsync(async () => (await AskAsync(hurried, Mistaken)).IsSuccessStatusCode, "the next to be served");
    }

    [Fact]
    public async Task A_long_text_is_read_to_its_end()
    {
        var text = $"{string.Concat(Enumerable.Repeat("It was a bright day in the small town, and nothing had happened yet. ", 500))}This is alot.";

        var lint = Assert.Single((await ReadAsync(models, text))["lints"]!.AsArray())!;

        Assert.Equal(text.Length - "alot.".Length, lint["start"]!.GetValue<int>());
    }

    [Fact]
    public async Task Texts_are_shared_out_among_threads()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "One core: one thread.");
        var texts = Enumerable.Range(0, 300).Select(number => string.Concat(Enumerable.Repeat($"{Mistaken}{number} ", 20))).ToArray();
        var reading = AskAsync(models, texts);

        await Eventually.BeTrueAsync(
            async () => (await (await models.Http.GetAsync("/health")).JsonAsync())["proofread"]!["busy"]!.GetValue<int>() >= 2, "two threads to be busy");

        Assert.True((await reading).IsSuccessStatusCode);
    }

    private static async Task<JsonNode> ReadAsync(LocalModelsProcess from, string text) =>
        (await (await AskAsync(from, text)).EnsureSuccessStatusCode().JsonAsync())["results"]![0]!;

    private static Task<HttpResponseMessage> AskAsync(LocalModelsProcess whom, params string[] texts) =>
        whom.Http.PostAsJsonAsync("/proofread", new { texts, language = "en-US" });
}
