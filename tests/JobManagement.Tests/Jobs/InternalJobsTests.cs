using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class InternalJobsTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Accepted_changes_come_in_document_order_with_what_is_to_be_written()
    {
        var job = await ann.ReviewAsync("We utilize teh cat alot.");
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(
            job.Id,
            new { changeId = changes[2].Id, action = "accept" },
            new { changeId = changes[0].Id, action = "edit", replacement = "employ" },
            new { changeId = changes[1].Id, action = "reject" });
        var answer = await GetAsync(job.Id, "/accepted-changes");
        Assert.Equal(["employ", "a lot"], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("replacement").GetString()));
        var revision = answer.GetProperty("revision").GetInt64();
        Assert.Equal(revision, (await GetAsync(job.Id, "/accepted-changes")).GetProperty("revision").GetInt64());
        await ann.DecideAsync(job.Id, new { changeId = changes[1].Id, action = "undo" });
        Assert.NotEqual(revision, (await GetAsync(job.Id, "/accepted-changes")).GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task The_bill_counts_accepted_changes_by_who_proposed_them()
    {
        var job = await ann.ReviewAsync("We utilize teh cat alot, teh dog too.");
        await ann.BulkAsync(job.Id, new { }, "accept");
        var bill = await GetAsync(job.Id, "/billing");
        Assert.Equal(4, bill.GetProperty("acceptedTotal").GetInt32());
        Assert.Equal("0.0000", bill.GetProperty("meteredCost").GetProperty("amount").GetString());
        Assert.Equal(
            [("spelling", "local", false, 3), ("word-choice", "local", false, 1)],
            bill.GetProperty("accepted").EnumerateArray().Select(group => (
                group.GetProperty("category").GetString()!, group.GetProperty("provider").GetString()!, group.GetProperty("leftMachine").GetBoolean(), group.GetProperty("count").GetInt32())));
    }

    [Fact]
    public async Task The_review_is_all_that_was_proposed_and_what_came_of_it_in_document_order()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 3, 10, "utilize", "use", "word-choice", "word-choice:utilize>use", 0.6, "Shorter."),
            new(asked.Blocks[0].Id, 11, 14, "teh", "the", "spelling", "spelling:teh>the", 0.9, Provider: "openai", Model: "big", LeftMachine: true),
            new(asked.Blocks[0].Id, 11, 14, "teh", "a", "spelling", "spelling:teh>a", 0.4),
            new(asked.Blocks[0].Id, 11, 18, "teh cat", "cats", "style", "style:plural", 0.3),
        ]));
        var job = await ann.ReviewAsync("We utilize teh cat.", new { instructions = "Mind the cat", @private = false, language = "en" });
        var deck = (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);
        await ann.DecideAsync(
            job.Id, new { changeId = deck["use"].Id, action = "edit", replacement = "employ" }, new { changeId = deck["the"].Id, action = "accept" },
            new { changeId = deck["cats"].Id, action = "reject" });

        var review = await GetAsync(job.Id, "/review");
        Assert.Equal(
            (job.Id, ann.Id, job.FileId, "letter.txt", "text/plain", 3, "Mind the cat", false, "en"),
            (review.GetProperty("jobId").GetGuid(), review.GetProperty("userId").GetGuid(), review.GetProperty("fileId").GetGuid(),
                review.GetProperty("fileName").GetString(), review.GetProperty("contentType").GetString(), review.GetProperty("revision").GetInt64(),
                review.GetProperty("instructions").GetString(), review.GetProperty("private").GetBoolean(), review.GetProperty("language").GetString()));
        Assert.Equal((job.CreatedAt, job.CompletedAt), (review.GetProperty("createdAt").GetDateTimeOffset(), review.GetProperty("completedAt").GetDateTimeOffset()));
        Assert.Equal((4, 2, 2), (Count("total"), Count("accepted"), Count("rejected")));

        var items = review.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            (await ann.ChangesAsync(job.Id)).Select(change => (change.Id, change.BlockId, change.Start, change.End, change.State)),
            items.Select(item => (item.GetProperty("changeId").GetGuid(), item.GetProperty("blockId").GetString()!, item.GetProperty("start").GetInt32(),
                item.GetProperty("end").GetInt32(), item.GetProperty("state").GetString()!)));
        var the = items.Single(item => Word(item, "replacement") == "the");
        Assert.Equal(
            ("paragraph", "teh", "We utilize ", " cat.", "spelling", "spelling:teh>the", 0.9, "openai", "big", true),
            (Word(the, "blockKind"), Word(the, "original"), Word(the, "before"), Word(the, "after"), Word(the, "category"), Word(the, "pattern"),
                the.GetProperty("confidence").GetDouble(), Word(the, "provider"), Word(the, "model"), the.GetProperty("leftMachine").GetBoolean()));
        var edited = items[0].GetProperty("decision");
        Assert.Equal(("Shorter.", "edit", "employ"), (Word(items[0], "reason"), Word(edited, "action"), Word(edited, "replacement")));
        Assert.True(edited.TryGetProperty("decidedAt", out _));
        var settled = items.Single(item => Word(item, "replacement") == "a");
        Assert.Equal(JsonValueKind.Null, settled.GetProperty("decision").ValueKind);
        Assert.Equal(
            (deck["the"].Id, "You accepted another change of the same words."),
            (settled.GetProperty("settledBy").GetProperty("changeId").GetGuid(), Word(settled.GetProperty("settledBy"), "reason")));
        var rejected = items.Single(item => Word(item, "replacement") == "cats");
        Assert.Equal(("reject", JsonValueKind.Null), (Word(rejected.GetProperty("decision"), "action"), rejected.GetProperty("settledBy").ValueKind));

        int Count(string name) => review.GetProperty("counts").GetProperty(name).GetInt32();
        static string? Word(JsonElement of, string name) => of.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_change_tells_how_it_came_to_be_and_the_job_costs_what_was_metered()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 3, 10, "utilize", "use", "word-choice", "word-choice:utilize>use", 0.6, null, "openai", "big", true,
                "tighten.v2", 1_234, Money.Of(0.0033m, "USD"), false),
            new(asked.Blocks[0].Id, 11, 14, "teh", "the", "spelling", "spelling:teh>the", 0.9, null, "openai", "big", true, "tighten.v2", 20, Money.Of(0.0033m, "USD"), true),
            new(asked.Blocks[0].Id, 15, 18, "cat", "dog", "style", "style:pets", 0.9),
        ], cost: "0.0067"));
        var job = await ann.ReviewAsync("We utilize teh cat.");
        Assert.Equal("0.0067", job.Cost.Amount);
        var changes = await ann.ChangesAsync(job.Id);
        Assert.Equal(
            [("tighten.v2", 1_234, "0.0033", false), ("tighten.v2", 20, "0.0033", true), (null, null, null, (bool?)null)],
            changes.Select(change => (change.PromptVersion, change.LatencyMs, change.Cost?.Amount, change.CacheHit)));

        var items = (await GetAsync(job.Id, "/review")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            ("tighten.v2", 1_234, "0.0033", "USD", false),
            (items[0].GetProperty("promptVersion").GetString(), items[0].GetProperty("latencyMs").GetInt32(), items[0].GetProperty("cost").GetProperty("amount").GetString(),
                items[0].GetProperty("cost").GetProperty("currency").GetString(), items[0].GetProperty("cacheHit").GetBoolean()));
        Assert.All(["promptVersion", "latencyMs", "cost", "cacheHit"], name => Assert.Equal(JsonValueKind.Null, items[2].GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task A_review_of_very_many_changes_is_written_as_it_is_read()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        await app.ScalarAsync<int>($"""
            insert into changes (id, job_id, user_id, block_id, block_ordinal, span_start, span_end, original, replacement, before, after,
                    category, pattern, confidence, provider, left_machine, state, created_at)
                select gen_random_uuid(), job_id, user_id, block_id, block_ordinal, span_start, span_end, original, replacement, repeat('x', 240), repeat('y', 240),
                    category, pattern, confidence, provider, left_machine, state, created_at
                from changes, generate_series(1, 20000) where job_id = '{job.Id}';
            """);
        using var answer = await app.AsService().GetAsync($"/internal/jobs/{job.Id}/review", HttpCompletionOption.ResponseHeadersRead);
        Assert.Null(answer.Content.Headers.ContentLength);
        var review = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal(20_001, review.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/accepted-changes")]
    [InlineData("/billing")]
    [InlineData("/review")]
    public async Task A_set_of_accepted_changes_that_exclude_each_other_is_given_to_nobody(string route)
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 8, 11, "teh", "the", "spelling", "spelling:teh>the", 0.9),
            new(asked.Blocks[0].Id, 8, 11, "teh", "a", "spelling", "spelling:teh>a", 0.8),
        ]));
        var job = await ann.ReviewAsync("Here is teh cat.");
        await GetAsync(job.Id, route);

        // No way through the API leads there: somebody wrote it into the database.
        await app.ScalarAsync<int>($"update changes set state = 'accepted' where job_id = '{job.Id}'");
        using var answer = await app.AsService().GetAsync($"/internal/jobs/{job.Id}{route}");
        await answer.ShouldFailAsync(HttpStatusCode.InternalServerError, "INTERNAL");
    }

    private async Task<JsonElement> GetAsync(Guid jobId, string route)
    {
        using var answer = await app.AsService().GetAsync($"/internal/jobs/{jobId}{route}");
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }
}
