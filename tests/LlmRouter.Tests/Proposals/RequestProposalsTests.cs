using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class RequestProposalsTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task Proofread_finds_mistakes_with_offsets_patterns_and_reasons()
    {
        const string text = "😀 This is alot of text, wich has a few a few mistakes.";
        var answer = await (await router.AskAsync(RouterRequests.Proposals("proofread", "All is well here.", text))).JsonAsync();

        Assert.Equal("local", answer["provider"]!.GetValue<string>());
        Assert.Equal("0.0000", answer["cost"]!["amount"]!.GetValue<string>());
        var items = answer["items"]!.AsArray();
        Assert.All(items, item =>
        {
            var (start, end) = (item!["start"]!.GetValue<int>(), item["end"]!.GetValue<int>());
            Assert.Equal("b1", item["blockId"]!.GetValue<string>());
            Assert.Equal(item["original"]!.GetValue<string>(), text[start..end]);
            Assert.False(item["leftMachine"]!.GetValue<bool>());
            Assert.InRange(item["confidence"]!.GetValue<double>(), 0.5, 1);
            Assert.NotEmpty(item["reason"]!.GetValue<string>());
        });
        Assert.Equal(["spelling:alot>a lot", "spelling:wich>which"], items.Select(Pattern).Take(2));
    }

    [Theory]
    [InlineData("tighten", "In order to win, we wait.", "wordiness:in order to>to", "To")]
    [InlineData("plain-language", "We utilize it.", "word-choice:utilize>use", "use")]
    [InlineData("Plain language", "We utilize it.", "word-choice:utilize>use", "use")]
    public async Task The_local_provider_shortens_and_simplifies_by_its_tables(string task, string text, string pattern, string replacement)
    {
        var answer = await (await router.AskAsync(RouterRequests.Proposals(task, text).With("provider", "local"))).JsonAsync();

        var item = Assert.Single(answer["items"]!.AsArray());
        Assert.Equal(pattern, Pattern(item));
        Assert.Equal(replacement, item!["replacement"]!.GetValue<string>());
    }

    [Fact]
    public async Task Code_blocks_and_empty_blocks_are_left_alone()
    {
        var request = RouterRequests.Proposals("proofread", "teh code", "   ");
        request["blocks"]![0]!["kind"] = "code";

        var answer = await (await router.AskAsync(request.With("provider", "local"))).JsonAsync();

        Assert.Empty(answer["items"]!.AsArray());
    }

    [Fact]
    public async Task A_block_in_another_language_is_named_and_gets_no_nonsense()
    {
        const string german = "Der schnelle braune Fuchs springt über den faulen Hund und läuft dann in den Wald zurück.";
        var answer = await (await router.AskAsync(RouterRequests.Proposals("proofread", "I recieve the letters on the table.", german).With("provider", "local"))).JsonAsync();

        Assert.Equal("b0", Assert.Single(answer["items"]!.AsArray())!["blockId"]!.GetValue<string>());
        var unread = Assert.Single(answer["unread"]!.AsArray());
        Assert.Equal("b1", unread!["blockId"]!.GetValue<string>());
        Assert.Equal("not-english", unread["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_request_twice_answers_the_same_and_is_metered_once()
    {
        var request = RouterRequests.Proposals("proofread", "We recieve it twice.");
        var first = await (await router.AskAsync(request)).JsonAsync();
        var second = await (await router.AskAsync(request)).JsonAsync();

        foreach (var item in first["items"]!.AsArray().Concat(second["items"]!.AsArray()))
        {
            item!.AsObject().Remove("latencyMs");
            item.AsObject().Remove("cacheHit");
        }

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(1, await router.QueryAsync<long>($"select count(*) from usage where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task Ten_equal_requests_at_once_are_metered_once()
    {
        var request = RouterRequests.Proposals("proofread", "We recieve it ten times.");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => router.AskAsync(request)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await router.QueryAsync<long>($"select count(*) from routes where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task A_request_id_used_for_another_text_is_a_conflict()
    {
        var request = RouterRequests.Proposals("proofread", "We recieve it.");
        await router.AskAsync(request);
        request["blocks"]![0]!["text"] = "Something else.";

        var answer = await router.AskAsync(request);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("CONFLICT", (await answer.JsonAsync()).ErrorCode());
    }

    [Fact]
    public async Task Equal_text_of_another_job_is_served_from_the_cache()
    {
        var text = $"We recieve letter {Random.Shared.NextInt64()} today."; // digits: a hexadecimal number may read as French
        await router.AskAsync(RouterRequests.Proposals("proofread", text));
        var again = RouterRequests.Proposals("proofread", text);
        var answer = await (await router.AskAsync(again)).JsonAsync();

        Assert.Single(answer["items"]!.AsArray());
        Assert.True(await router.QueryAsync<bool>($"select from_cache from routes where request_id = '{again.Id("requestId")}'"));
    }

    [Fact]
    public async Task Served_work_is_told_to_whoever_bills_it()
    {
        var seen = new TaskCompletionSource<UsageMetered>();
        var request = RouterRequests.Proposals("proofread", "We recieve a bill.");
        var tap = router.Bus.ConnectReceiveEndpoint($"tap-{Guid.CreateVersion7():n}", queue => queue.Handler<UsageMetered>(context =>
        {
            if (context.Message.RequestId == request.Id("requestId"))
            {
                seen.TrySetResult(context.Message);
            }

            return Task.CompletedTask;
        }));
        await tap.Ready;

        await router.AskAsync(request);

        var usage = await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((request.Id("jobId"), "local", 0m), (usage.JobId, usage.Provider, usage.Cost));
    }

    [Fact]
    public async Task No_text_of_the_document_is_kept_in_the_database()
    {
        await router.AskAsync(RouterRequests.Proposals("proofread", "We recieve a xylophonist."));

        Assert.Equal(0, await router.QueryAsync<long>("select count(*) from routes where routes::text ~ 'xylophonist|recieve'"));
        Assert.Equal(0, await router.QueryAsync<long>("select count(*) from usage where usage::text ~ 'xylophonist|recieve'"));
        Assert.Equal(0, await router.QueryAsync<long>("select count(*) from calls where calls::text ~ 'xylophonist|recieve'"));
    }

    [Theory]
    [InlineData("task", "\"juggle\"")]
    [InlineData("blocks", "[]")]
    [InlineData("blocks", """[{"id":"a","kind":"paragraph","text":"x"},{"id":"a","kind":"paragraph","text":"y"}]""")]
    [InlineData("requestId", "\"00000000-0000-0000-0000-000000000000\"")]
    public async Task A_request_that_makes_no_sense_is_refused(string field, string value)
    {
        var answer = await router.AskAsync(RouterRequests.Proposals("proofread", "Text.").With(field, JsonNode.Parse(value)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.JsonAsync())["error"]!;
        Assert.Equal(("VALIDATION_ERROR", field), (error["code"]!.GetValue<string>(), error["details"]!["field"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_person_may_not_ask_the_router()
    {
        var answer = await router.As(Guid.CreateVersion7()).PostAsJsonAsync("/internal/proposals", RouterRequests.Proposals("proofread", "Text."));

        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
    }

    private static string Pattern(JsonNode? item) => item!["pattern"]!.GetValue<string>();
}
