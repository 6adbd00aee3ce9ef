using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Completions;

public sealed class RequestCompletionTests(TwoModels router) : IClassFixture<TwoModels>
{
    [Fact]
    public async Task Text_comes_bit_by_bit_from_the_model_on_this_machine()
    {
        router.Ollama.Text = _ => "A short answer.";
        var request = Request();

        var events = await ReadAsync(request);

        Assert.Equal("A short answer.", string.Concat(events.SkipLast(1).Select(item => item.Data["text"]!.GetValue<string>())));
        Assert.True(events.Count > 2);
        var (kind, done) = events[^1];
        Assert.Equal(("done", "ollama", "test-model", "done"), (kind, done["provider"]!.GetValue<string>(), done["model"]!.GetValue<string>(), done["stop"]!.GetValue<string>()));
        Assert.Equal(("0.0000", 1_000, 200), (done["cost"]!["amount"]!.GetValue<string>(), done["inputTokens"]!.GetValue<int>(), done["outputTokens"]!.GetValue<int>()));
        Assert.Equal("incapable", done["skipped"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal(1, await router.QueryAsync<long>($"select count(*) from usage where provider = 'ollama' and request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task It_costs_what_the_price_table_says()
    {
        router.OpenAi.Text = _ => "Paid words.";
        var request = Request().With("provider", "openai").With("system", "Be brief.").With("temperature", 0.5);

        Assert.Equal("0.0060", (await ReadAsync(request))[^1].Data["cost"]!["amount"]!.GetValue<string>());
        Assert.Equal(0.5, router.OpenAi.Asked[^1]["temperature"]!.GetValue<double>());
    }

    [Fact]
    public async Task Many_at_once_are_metered_once_each_whatever_came_twice()
    {
        router.OpenAi.Text = _ => "Paid words.";
        var user = Guid.CreateVersion7();
        var different = Enumerable.Range(0, 40).Select(_ => Request().With("userId", user).With("provider", "openai")).ToArray();

        var answers = await Task.WhenAll(different.Concat(different.Take(5)).Select(ReadAsync));

        Assert.All(answers, events => Assert.Equal("0.0060", events[^1].Data["cost"]!["amount"]!.GetValue<string>()));
        Assert.Equal(40, await router.QueryAsync<long>($"select count(*) from usage where user_id = '{user}'"));
        Assert.Equal(40, await router.QueryAsync<long>($"select count(distinct request_id) from usage where user_id = '{user}'"));
    }

    [Fact]
    public async Task A_model_that_breaks_off_is_followed_by_another_from_the_start()
    {
        (router.Ollama.Text, router.OpenAi.Text) = (_ => "Half of an answer", _ => "All of it.");
        router.Ollama.Fail(VendorFaults.DieAfter(8));
        var request = Request();

        var events = await ReadAsync(request);

        var reset = events.FindIndex(item => item.Event == "reset");
        Assert.True(reset > 0);
        Assert.Equal("All of it.", string.Concat(events.Skip(reset + 1).SkipLast(1).Select(item => item.Data["text"]!.GetValue<string>())));
        Assert.Equal("openai", await router.QueryAsync<string>($"select string_agg(provider, ',') from usage where request_id = '{request.Id("requestId")}'"));
        Assert.Equal(2, await router.QueryAsync<long>($"select count(*) from calls where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task An_answer_at_its_limit_says_so()
    {
        (router.Ollama.Text, router.Ollama.Stop) = (_ => "No end", "length");
        var done = (await ReadAsync(Request()))[^1].Data;
        router.Ollama.Stop = null;

        Assert.Equal("length", done["stop"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_question_that_no_window_holds_goes_to_nobody()
    {
        var (ollama, openAi) = (router.Ollama.Asked.Count, router.OpenAi.Asked.Count);
        var question = string.Concat(Enumerable.Repeat("Word after word. ", 5_000));
        using var answer = await router.Jobs().PostAsJsonAsync(
            "/internal/completions", Request().With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = question })));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal((ollama, openAi), (router.Ollama.Asked.Count, router.OpenAi.Asked.Count));
    }

    [Fact]
    public async Task An_answer_is_no_longer_than_is_configured()
    {
        router.Ollama.Text = _ => "Short.";
        await ReadAsync(Request().With("maxTokens", 64_000));

        Assert.Equal(4_096, router.Ollama.Asked[^1]["options"]!["num_predict"]!.GetValue<int>());
    }

    [Fact]
    public async Task When_nobody_answers_it_is_refused_as_everything_else()
    {
        router.Ollama.Fail(VendorFaults.Status(500));
        router.OpenAi.Fail(VendorFaults.Status(401));
        using var answer = await router.Jobs().PostAsJsonAsync("/internal/completions", Request());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData("messages", "[]")]
    [InlineData("messages", """[{"role":"system","content":"x"}]""")]
    [InlineData("maxTokens", "0")]
    [InlineData("temperature", "3")]
    public async Task A_question_that_makes_no_sense_is_refused(string field, string value)
    {
        using var answer = await router.Jobs().PostAsJsonAsync("/internal/completions", Request().With(field, JsonNode.Parse(value)));

        Assert.Equal(field, (await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR")).GetProperty("details").GetProperty("field").GetString());
    }

    private static JsonObject Request() => new()
    {
        ["requestId"] = Guid.CreateVersion7(),
        ["jobId"] = Guid.CreateVersion7(),
        ["userId"] = Guid.CreateVersion7(),
        ["private"] = false,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Say something." }),
    };

    private async Task<List<(string Event, JsonNode Data)>> ReadAsync(JsonObject request)
    {
        using var answer = await router.Jobs().PostAsJsonAsync("/internal/completions", request);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return [.. SseParser.Create(await answer.Content.ReadAsStreamAsync()).Enumerate().Select(item => (item.EventType, JsonNode.Parse(item.Data)!))];
    }
}
