using System.Net;
using Microsoft.AspNetCore.Http;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Changes;

public sealed class PreviewJobTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";
    private const string Twelve = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.\n\nEleven.\n\nTwelve.\n";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task The_text_is_shown_as_it_was_as_decided_and_as_if_all_were_accepted()
    {
        var (job, _) = await DecidedAsync();
        Assert.Equal("We utilize teh cat alot, teh dog too.", await ann.PreviewAsync(job.Id, "original"));
        Assert.Equal("We employ the cat alot, teh dog too.", await ann.PreviewAsync(job.Id, "current"));
        Assert.Equal("We employ the cat alot, the dog too.", await ann.PreviewAsync(job.Id, "all"));
    }

    [Theory]
    [InlineData("original", "utilize teh alot teh")]
    [InlineData("current", "employ the alot teh")]
    [InlineData("all", "employ the alot the")]
    public async Task Changes_are_marked_where_they_are_in_the_text_that_is_shown(string view, string words)
    {
        var (job, changes) = await DecidedAsync();
        var block = Assert.Single((await ann.PreviewPageAsync(job.Id, $"view={view}")).Items);
        Assert.Equal(words.Split(' '), block.Changes.Select(mark => block.Text[mark.Start..mark.End]));
        Assert.Equal(changes.Select(change => change.Id), block.Changes.Select(mark => mark.ChangeId));
        Assert.Equal(["accepted", "accepted", "rejected", "pending"], block.Changes.Select(mark => mark.State));
    }

    [Fact]
    public async Task A_change_whose_words_another_took_away_is_not_marked()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Change(asked, 0, 7, "One two", "Two"), Change(asked, 4, 7, "two", "2"), Change(asked, 4, 4, "", "and "),
            Change(asked, 8, 8, "", "or "), Change(asked, 8, 13, "three", "3"), Change(asked, 13, 14, ".", "!"),
        ]));
        var job = await ann.ReviewAsync("One two three.");
        var deck = (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);
        await ann.DecideAsync(job.Id, new { changeId = deck["Two"].Id, action = "accept" }, new { changeId = deck["or "].Id, action = "accept" });
        Assert.Equal([("Two", "accepted"), ("or ", "accepted"), ("three", "pending"), (".", "pending")], await MarksAsync("current"));

        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        Assert.Equal([("", "pending"), ("2", "accepted"), ("or ", "accepted"), ("three", "pending"), (".", "pending")], await MarksAsync("current"));
        Assert.Equal(6, (await MarksAsync("original")).Length);

        async Task<(string, string)[]> MarksAsync(string view)
        {
            var block = Assert.Single((await ann.PreviewPageAsync(job.Id, $"view={view}")).Items);
            return [.. block.Changes.Select(mark => (block.Text[mark.Start..mark.End], mark.State))];
        }
    }

    [Fact]
    public async Task Pages_go_on_in_both_directions_and_show_each_block_once()
    {
        var job = await ann.ReviewAsync(Twelve);
        var forth = new List<string>();
        var page = await ann.PreviewPageAsync(job.Id, "limit=5");
        Assert.Null(page.PreviousCursor);
        while (true)
        {
            forth.AddRange(page.Items.Select(block => block.Text));
            if (page.NextCursor is null)
            {
                break;
            }

            page = await ann.PreviewPageAsync(job.Id, $"limit=5&cursor={page.NextCursor}");
        }

        Assert.Equal(Twelve.Split('\n', StringSplitOptions.RemoveEmptyEntries), forth);
        var back = page.Items.Select(block => block.Text).ToList();
        while (page.PreviousCursor is not null)
        {
            page = await ann.PreviewPageAsync(job.Id, $"limit=4&cursor={page.PreviousCursor}");
            back.InsertRange(0, page.Items.Select(block => block.Text));
            Assert.NotNull(page.NextCursor);
        }

        Assert.Equal(forth, back);
    }

    [Fact]
    public async Task A_page_begins_at_the_block_that_is_asked_for()
    {
        var job = await ann.ReviewAsync(Twelve);
        var all = await ann.PreviewPageAsync(job.Id, "");
        var page = await ann.PreviewPageAsync(job.Id, $"from={all.Items[4].BlockId}&limit=2");
        Assert.Equal(["Five.", "Six."], page.Items.Select(block => block.Text));
        Assert.Equal(["Seven."], (await ann.PreviewPageAsync(job.Id, $"cursor={page.NextCursor}&limit=1")).Items.Select(block => block.Text));
        Assert.Equal(["Three.", "Four."], (await ann.PreviewPageAsync(job.Id, $"cursor={page.PreviousCursor}&limit=2")).Items.Select(block => block.Text));
        Assert.Null((await ann.PreviewPageAsync(job.Id, $"from={all.Items[^1].BlockId}")).NextCursor);
        using var unknown = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/preview?from=nowhere");
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_page_reads_no_more_at_the_end_of_a_long_document_than_at_its_start()
    {
        await using var alone = await JobsSystem.StartAsync(shared.Infrastructure);
        var bob = alone.NewPerson();
        var job = await bob.SubmitAsync("Long.");
        await alone.ScalarAsync<int>($"""
            insert into job_blocks (job_id, ordinal, user_id, block_id, kind, text)
                select '{job.Id}', i, '{bob.Id}', 'p' || i, 'paragraph', 'Here is teh cat number ' || i || '.' from generate_series(0, 99999) i;
            insert into changes (id, job_id, user_id, block_id, block_ordinal, span_start, span_end, original, replacement, before, after,
                    category, pattern, confidence, provider, left_machine, state, created_at)
                select gen_random_uuid(), '{job.Id}', '{bob.Id}', 'p' || i, i, 8, 11, 'teh', 'the', 'Here is ', ' cat', 'spelling', 'spelling:teh>the', 0.9, 'local', false, 'pending', now()
                from generate_series(0, 99999) i;
            """);
        await alone.ScalarAsync<int>("analyze job_blocks, changes");
        foreach (var from in (string[])["p10", "p99000"])
        {
            var before = await ReadAsync(0);
            var page = await bob.PreviewPageAsync(job.Id, $"from={from}&limit=50&view=all");
            Assert.Equal((50, from), (page.Items.Length, page.Items[0].BlockId));
            Assert.All(page.Items, block => Assert.Equal("the", block.Text[block.Changes[0].Start..block.Changes[0].End]));

            // Which rows a statement touched is known a while after it; the block asked for, its page, one more, and their changes.
            Assert.InRange(await ReadAsync(before + 101) - before, 101, 110);
        }

        Task<long> ReadAsync(long least) => Eventually.GetAsync(
            async () =>
            {
                var rows = await alone.ScalarAsync<long>("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_user_tables where relname in ('job_blocks', 'changes')");
                return rows >= least ? new Rows(rows) : null;
            },
            "statistics", TimeSpan.FromSeconds(30)).ContinueWith(rows => rows.Result.Count, TaskScheduler.Default);
    }

    [Theory]
    [InlineData("view=sideways")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=NQ")]
    [InlineData("cursor=eyJmcm9tIjotMX0")]
    [InlineData("cursor=eyJmcm9tIjoxLCJiZWZvcmUiOjJ9")]
    [InlineData("from=p1&cursor=eyJmcm9tIjoxfQ")]
    [InlineData("from=%00")]
    [InlineData("limit=0")]
    public async Task A_query_that_makes_no_sense_gets_the_envelope(string query)
    {
        var job = await ann.SubmitAsync("Fine.");
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/preview?{query}");
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private sealed record Rows(long Count);

    private static Answer Change(Asked asked, int start, int end, string original, string replacement) =>
        new(asked.Blocks[0].Id, start, end, original, replacement, "style", "style:test", 0.9);

    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> DecidedAsync()
    {
        var job = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(
            job.Id,
            new { changeId = changes[0].Id, action = "edit", replacement = "employ" },
            new { changeId = changes[1].Id, action = "accept" },
            new { changeId = changes[2].Id, action = "reject" });
        return (job, changes);
    }
}
