using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers;

/// <summary>What one model leaves undone goes on to the next.</summary>
public sealed class RoutingTests(TwoModels router) : IClassFixture<TwoModels>
{
    private const string Text = "Hey guys, get lost now, whoever you are.";

    [Fact]
    public async Task A_stream_that_breaks_off_goes_on_elsewhere_without_a_card_twice()
    {
        var text = $"{Text} {Guid.CreateVersion7()}";
        var answer = TwoModels.Edits(("Hey guys", "Dear all"), ("get lost", "please leave"));
        (router.Ollama.Text, router.OpenAi.Text) = (_ => answer, _ => answer);
        router.Ollama.Fail(VendorFaults.DieAfter(answer.IndexOf("},{", StringComparison.Ordinal) + 2));
        var request = RouterRequests.Proposals("tone", text);

        var proposals = await (await router.AskAsync(request)).JsonAsync();

        Assert.Equal([("Dear all", "ollama"), ("please leave", "openai")], Items(proposals));
        Assert.Equal(1, proposals["droppedBy"]!["repeated"]!.GetValue<int>());
        Assert.Equal("failed", Skip(proposals, "ollama"));
        Assert.Equal("0.0060", proposals["cost"]!["amount"]!.GetValue<string>());
        Assert.Empty(proposals["unread"]!.AsArray());
        Assert.Equal("failed", await router.QueryAsync<string>($"select outcome from calls where provider = 'ollama' and request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task When_nobody_else_can_go_on_the_one_that_broke_off_is_asked_once_more()
    {
        var answer = TwoModels.Edits(("Hey guys", "Dear all"), ("get lost", "please leave"));
        router.Ollama.Text = _ => answer;
        router.Ollama.Fail(VendorFaults.DieAfter(answer.IndexOf("},{", StringComparison.Ordinal) + 2));

        var proposals = await (await router.AskAsync(Tone().With("provider", "ollama"))).JsonAsync();

        Assert.Equal([("Dear all", "ollama"), ("please leave", "ollama")], Items(proposals));
    }

    [Fact]
    public async Task An_answer_that_fails_its_checks_is_not_the_last_word_and_is_not_charged()
    {
        router.Ollama.Text = _ => TwoModels.Edits(("Hey guys", "Hello"), ("no such words", "a"), ("nor these", "b"), ("nor those", "c"), ("at all", "d"));
        router.OpenAi.Text = _ => TwoModels.Edits(("get lost", "please leave"));
        var request = Tone();

        var proposals = await (await router.AskAsync(request)).JsonAsync();

        Assert.Equal([("Hello", "ollama"), ("please leave", "openai")], Items(proposals));
        Assert.Equal("failedChecks", Skip(proposals, "ollama"));
        Assert.Equal(4, proposals["droppedBy"]!["notFound"]!.GetValue<int>());
        Assert.Equal("openai", await router.QueryAsync<string>($"select string_agg(provider, ',') from usage where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task Of_a_long_request_only_the_part_that_failed_goes_on()
    {
        var mark = Guid.CreateVersion7().ToString("n");
        (router.Ollama.Text, router.OpenAi.Text) = (FirstWord, FirstWord);
        router.Ollama.Fail(VendorFaults.Html);
        var texts = Enumerable.Range(0, 3).Select(number => $"Start{number} {mark} " + string.Concat(Enumerable.Repeat("and so on it goes. ", 200))).ToArray();
        var asked = router.OpenAi.Asked.Count;

        var proposals = await (await router.AskAsync(RouterRequests.Proposals("tone", texts))).JsonAsync();

        Assert.Equal(["Start0", "Start1", "Start2"], proposals["items"]!.AsArray().Select(item => item!["original"]!.GetValue<string>()));
        Assert.Empty(proposals["unread"]!.AsArray());
        Assert.True(router.OpenAi.Asked.Count > asked);
    }

    [Fact]
    public async Task When_all_providers_fail_in_turn_what_could_be_done_is_answered_and_the_rest_is_named()
    {
        var request = RouterRequests.Proposals("proofread", "We recieve the letters on the table of the house.", "Le chat est assis sur le tapis et regarde la pluie tomber sur la ville pendant la nuit.");
        router.Ollama.Fail(VendorFaults.Status(500));
        router.OpenAi.Fail(VendorFaults.Status(503));

        var proposals = await (await router.AskAsync(request)).JsonAsync();

        Assert.Equal("receive", Assert.Single(proposals["items"]!.AsArray())!["replacement"]!.GetValue<string>());
        var unread = Assert.Single(proposals["unread"]!.AsArray())!;
        Assert.Equal(("b1", "failed"), (unread["blockId"]!.GetValue<string>(), unread["reason"]!.GetValue<string>()));
        Assert.Equal(("unread", "failed", "failed"), (Skip(proposals, "local"), Skip(proposals, "ollama"), Skip(proposals, "openai")));
        Assert.Equal("0.0000", proposals["cost"]!["amount"]!.GetValue<string>());
        Assert.Equal(0m, await router.QueryAsync<decimal>($"select sum(cost) from usage where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task A_wish_that_comes_with_a_task_is_for_a_language_model()
    {
        router.Ollama.Text = _ => TwoModels.Edits(("Hey guys", "Dear all"));
        var proposals = await (await router.AskAsync(RouterRequests.Proposals("tighten", $"{Text} {Guid.CreateVersion7()}").With("instructions", "and be polite"))).JsonAsync();

        Assert.Equal(("incapable", "ollama"), (Skip(proposals, "local"), proposals["provider"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Every_proposal_says_whose_it_is_and_what_it_took()
    {
        router.OpenAi.Text = _ => TwoModels.Edits(("Hey guys", "Dear all"), ("get lost", "please leave"));
        var request = Tone().With("provider", "openai");
        var first = await (await router.AskAsync(request)).JsonAsync();
        request["requestId"] = Guid.CreateVersion7();
        var again = await (await router.AskAsync(request)).JsonAsync();

        Assert.All(first["items"]!.AsArray(), item =>
        {
            Assert.Equal(("openai", "test-model", "tone.v2"), (item!["provider"]!.GetValue<string>(), item["model"]!.GetValue<string>(), item["promptVersion"]!.GetValue<string>()));
            Assert.Equal(("0.0030", false), (item["cost"]!["amount"]!.GetValue<string>(), item["cacheHit"]!.GetValue<bool>()));
            Assert.InRange(item["latencyMs"]!.GetValue<int>(), 0, 20_000);
        });
        Assert.All(again["items"]!.AsArray(), item => Assert.Equal(("0.0000", true), (item!["cost"]!["amount"]!.GetValue<string>(), item["cacheHit"]!.GetValue<bool>())));
        Assert.Equal(("0.0060", "0.0000"), (first["cost"]!["amount"]!.GetValue<string>(), again["cost"]!["amount"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_answered_is_what_is_metered_rounded_once()
    {
        var tap = await MessageTap<UsageMetered>.ConnectAsync(router.Bus);
        (router.Ollama.Text, router.OpenAi.Text) = (FirstWord, FirstWord);
        router.Ollama.Fail(VendorFaults.Html, VendorFaults.Html, VendorFaults.Html);
        var mark = Guid.CreateVersion7().ToString("n");
        var request = RouterRequests.Proposals("tone", [.. Enumerable.Range(0, 3).Select(number => $"Start{number} {mark} " + string.Concat(Enumerable.Repeat("and so on it goes. ", 200)))]);

        var proposals = await (await router.AskAsync(request)).JsonAsync();

        router.Ollama.ForgetFaults();
        await tap.GetAsync(usage => usage.JobId == request.Id("jobId") && usage.Provider == "openai");
        var metered = tap.Seen.Where(usage => usage.JobId == request.Id("jobId")).ToArray();
        Assert.Equal(metered.Length, metered.Select(usage => usage.RequestId).Distinct().Count());
        Assert.Equal(proposals["cost"]!["amount"]!.GetValue<string>(), metered.Sum(usage => usage.Cost).ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(metered.Sum(usage => usage.Cost), await router.QueryAsync<decimal>($"select round(sum(cost), 4) from calls where outcome = 'answered' and request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task A_repeat_is_charged_what_the_first_was_since_its_answer_may_have_been_lost()
    {
        router.OpenAi.Text = _ => TwoModels.Edits(("Hey guys", "Dear all"));
        var request = Tone().With("provider", "openai");
        await router.AskAsync(request);
        var again = await (await router.AskAsync(request)).JsonAsync();

        Assert.Equal("0.0060", again["cost"]!["amount"]!.GetValue<string>());
        Assert.Equal(0.0060m, await router.QueryAsync<decimal>($"select sum(cost) from usage where request_id = '{request.Id("requestId")}'"));
    }

    [Fact]
    public async Task Title_glossary_and_neighbours_go_along()
    {
        await router.AskAsync(Tone().With("provider", "openai").With("context", JsonNode.Parse("""{"title":"A letter","glossary":["guys"],"before":"Dear diary.","after":"Yours."}""")));

        var user = router.OpenAi.Asked[^1].ToJsonString();
        Assert.All(["A letter", "glossary", "Dear diary.", "Yours."], word => Assert.Contains(word, user, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_a_request_reaches_the_vendors_socket()
    {
        var (arrived, hungUp) = (new TaskCompletionSource(), new TaskCompletionSource());
        router.OpenAi.Fail(async stream =>
        {
            stream.Context.RequestAborted.Register(() => hungUp.TrySetResult());
            arrived.SetResult();
            await hungUp.Task;
        });
        using var gone = new CancellationTokenSource();
        using var jobs = router.Jobs();
        var request = Tone().With("provider", "openai");
        var asking = jobs.PostAsync("/internal/proposals", JsonContent.Create(request), gone.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Eventually.BeTrueAsync(
            async () => await router.QueryAsync<long>($"select count(*) from calls where outcome = 'failed' and request_id = '{request.Id("requestId")}'") == 1, "the call on record");
        Assert.Equal(0, await router.QueryAsync<long>($"select count(*) from usage where request_id = '{request.Id("requestId")}'"));
    }

    private static JsonObject Tone() => RouterRequests.Proposals("tone", $"{Text} {Guid.CreateVersion7()}");

    private static string FirstWord(JsonNode user) => $$"""
        {"edits":[{"block":0,"quote":"{{user["blocks"]![0]!["text"]!.GetValue<string>().Split(' ')[0]}}","replacement":"X"}]}
        """;

    private static IEnumerable<(string, string)> Items(JsonNode proposals) =>
        proposals["items"]!.AsArray().Select(item => (item!["replacement"]!.GetValue<string>(), item["provider"]!.GetValue<string>()));

    private static string Skip(JsonNode proposals, string provider) =>
        proposals["skipped"]!.AsArray().First(skip => skip!["provider"]!.GetValue<string>() == provider)!["reason"]!.GetValue<string>();
}
