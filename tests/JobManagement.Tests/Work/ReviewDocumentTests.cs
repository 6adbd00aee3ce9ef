using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Work;

public sealed class ReviewDocumentTests(JobsApp shared)
{
    private const string Long = "Here is teh cat.\n\nHere is teh dog, and it sits beside the cat.\n\nHere is teh end of it, and nothing comes after.\n";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Proposals_that_exclude_each_other_are_cards_that_say_so()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Item(asked, 0, 8, "One two ", "Two ", 0.5),
            Item(asked, 4, 7, "two", "2", 0.9),
            Item(asked, 4, 7, "two", "ii", 0.6),
            Item(asked, 4, 4, "", "and ", 0.8),
            Item(asked, 8, 13, "three", "3", 0.7),
        ]));
        var job = await ann.ReviewAsync("One two three.");
        var changes = (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);
        Assert.Equal(5, job.Counts.Total);
        Assert.Equal([("and ", "overlap"), ("2", "overlap"), ("ii", "overlap")], Conflicts("Two "));
        Assert.Equal([("Two ", "overlap"), ("ii", "alternatives")], Conflicts("2"));
        Assert.Equal([("Two ", "overlap"), ("2", "alternatives")], Conflicts("ii"));
        Assert.Equal([("Two ", "overlap")], Conflicts("and "));
        Assert.Empty(Conflicts("3"));
        Assert.All(changes.Values, change => Assert.Null(change.SettledBy));
        Assert.All(changes.Values.SelectMany(change => change.Conflicts), conflict =>
        {
            var other = changes.Values.Single(change => change.Id == conflict.ChangeId);
            Assert.Equal((other.Original, other.Replacement), (conflict.Original, conflict.Replacement));
        });

        IEnumerable<(string, string)> Conflicts(string replacement) =>
            changes[replacement].Conflicts.Select(conflict => (conflict.Replacement, conflict.Kind));
    }

    [Theory]
    [InlineData("text/html", "<p>R&- amp; teh D</p>", 2, 3, 3, 4)]
    [InlineData("text/html", "<p>a <- b> teh c</p>", 3, 4, 4, 5)]
    [InlineData("text/markdown", "Take 2 * 3 * 4 now, teh end.", 8, 9, 10, 11)]
    public async Task Changes_that_make_markup_together_exclude_each_other(string contentType, string file, int start, int end, int nextStart, int nextEnd)
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.SelectMany(block => (Answer[])
        [
            Item(asked, start, end, block.Text[start..end], "", 0.9),
            Item(asked, nextStart, nextEnd, block.Text[nextStart..nextEnd], "", 0.8),
            Item(asked, block.Text.IndexOf("teh", StringComparison.Ordinal), block.Text.IndexOf("teh", StringComparison.Ordinal) + 3, "teh", "the", 0.7),
        ])));
        using var posted = await ann.PostJobAsync(file, "file", contentType);
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        var changes = await ann.ChangesAsync(job.Id);
        Assert.Equal([1, 1, 0], changes.Select(change => change.Conflicts.Length));
        await ann.BulkAsync(job.Id, new { }, "accept");
        Assert.Equal(["accepted", "rejected", "accepted"], (await ann.ChangesAsync(job.Id)).Select(change => change.State));
        var written = await app.WriteAsync(job, contentType);
        using var document = Documents.Document.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(written)), contentType);
        Assert.Equal(await ann.PreviewAsync(job.Id, "current"), document.Blocks[0].Text);
    }

    [Fact]
    public async Task Equal_proposals_are_one_change_as_sure_as_the_surest()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
            [Item(asked, 4, 7, "two", "2", 0.3), Item(asked, 4, 7, "two", "2", 0.9), Item(asked, 4, 7, "two", "2", 0.6)]));
        var job = await ann.ReviewAsync("One two three.");
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        Assert.Equal(0.9, change.Confidence);
        Assert.Empty(change.Conflicts);
    }

    [Fact]
    public async Task Insertions_at_one_place_go_together_in_an_order_that_stays()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
            [Item(asked, 4, 4, "", "a ", 0.5), Item(asked, 4, 4, "", "b ", 0.9), Item(asked, 4, 4, "", "c ", 0.7), Item(asked, 4, 7, "two", "2", 0.5)]));
        var job = await ann.ReviewAsync("One two three.");
        var changes = await ann.ChangesAsync(job.Id);
        Assert.All(changes, change => Assert.Empty(change.Conflicts));
        var expected = $"One {string.Concat(changes.Where(change => change.Original.Length == 0).Select(change => change.Replacement))}2 three.";
        Assert.Equal(expected, await ann.PreviewAsync(job.Id, "all"));
        foreach (var change in changes.Reverse())
        {
            await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "accept" });
        }

        Assert.Equal(expected, await ann.PreviewAsync(job.Id, "current"));
        Assert.Equal(expected, await app.WriteAsync(job));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/markdown")]
    [InlineData("text/html")]
    public async Task A_model_that_proposes_everything_everywhere_makes_no_more_pairs_than_cards_can_show(string contentType)
    {
        var text = string.Concat(Enumerable.Repeat("word ", 1_200)).TrimEnd();
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(Enumerable.Range(0, 20_000).Select(i =>
        {
            var (start, end) = (i % 4) switch
            {
                0 => (0, 4), // alternatives of one word
                1 => (10, 10), // insertions at one place
                2 => (100, 1_000), // all of a long passage
                _ => (1_000 + (i / 4 % 4_900), 1_012 + (i / 4 % 4_900)), // a chain without end
            };
            return Item(asked, start, end, text[start..end], $"new {i}", 0.5 + (i % 97 / 1_000.0));
        })));
        var watch = Stopwatch.StartNew();
        using var posted = await ann.PostJobAsync(text, "file", contentType);
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
        Assert.InRange(job.Counts.Total, 3 * 8, text.Length / 4);
        Assert.Equal(8, await app.ScalarAsync<long>(
            $"select max(pairs) from (select count(*) as pairs from change_conflicts where job_id = '{job.Id}' group by change_id) card"));
        Assert.InRange(await app.ScalarAsync<long>(
            $"select max(together) from (select count(*) as together from changes where job_id = '{job.Id}' and conflict_set is not null group by conflict_set) linked"), 9, 100);
        Assert.Equal(8, (await ann.ChangesAsync(job.Id)).Count(change => change is { Start: 10, End: 10 }));
    }

    [Fact]
    public async Task A_proposal_that_does_not_fit_the_document_is_dropped()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Item(asked, 4, 7, "owt", "2", 0.9),
            Item(asked, 10, 99, "three", "3", 0.9),
            Item(asked, 0, 3, "One", "1", 0.9) with { BlockId = "elsewhere" },
            Item(asked, 0, 3, "One", "1", 0.4),
        ]));
        var job = await ann.ReviewAsync("One two three.");
        Assert.Equal("1", Assert.Single(await ann.ChangesAsync(job.Id)).Replacement);
    }

    [Fact]
    public async Task A_term_of_the_glossary_stays_whatever_a_model_proposes()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Item(asked, 0, 3, "Teh", "The", 0.9),
            Item(asked, 0, 8, "Teh cats", "Cats", 0.5),
            Item(asked, 8, 8, "", " of Teh", 0.5),
            Item(asked, 0, 0, "", "x", 0.5),
            Item(asked, 9, 12, "see", "saw", 0.9),
            Item(asked, 13, 16, "Tex", "Tax", 0.9),
        ]));
        var job = await ann.ReviewAsync("Teh cats see Tex.", new { glossary = (string[])["Teh", "Te", "Tex."] });
        Assert.Equal([" of Teh", "saw"], (await ann.ChangesAsync(job.Id)).Select(change => change.Replacement).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_work_cost_is_on_the_job()
    {
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult<IResult?>(FakeRouter.Reply([], cost: "0.0125"));
        var job = await ann.ReviewAsync(Long);
        Assert.Equal(("0.0375", "USD"), (job.Cost.Amount, job.Cost.Currency));
    }

    [Fact]
    public async Task After_a_fault_that_passes_the_work_goes_on_where_it_stopped()
    {
        var calls = 0;
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult(Interlocked.Increment(ref calls) == 2 ? Results.StatusCode(500) : null);
        var job = await ann.ReviewAsync(Long);
        Assert.Equal(2, job.Attempt);
        Assert.Equal(3, job.Counts.Total);
        var asked = app.Router.RequestsOf(ann.Id).ToArray();
        Assert.Equal(4, asked.Length);
        Assert.Equal(asked[1].RequestId, asked[2].RequestId);
        Assert.Equal(3, asked.DistinctBy(request => request.RequestId).Count());
    }

    [Fact]
    public async Task When_all_models_fail_in_the_middle_what_was_done_can_be_decided_and_the_rest_costs_nothing()
    {
        var calls = 0;
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(Interlocked.Increment(ref calls) == 1
            ? FakeRouter.Reply([Item(asked, 8, 11, "teh", "the", 0.9)], cost: "0.0125")
            : FakeRouter.Refuse(503, "UNAVAILABLE", "No model answers now; try again soon."));
        var job = await ann.ReviewAsync(Long);

        Assert.Equal(("0.0125", null, 2, 3), (job.Cost.Amount, job.Error, job.Unread!.Blocks, job.Unread.Of));
        Assert.Equal(2, job.Unread.Reasons["failed"]);
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        Assert.Equal(1, (await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "accept" })).Counts.Accepted);
        var ready = (await ann.ReadEventsAsync(job.Id, most: (int)await app.ScalarAsync<long>($"select max(seq) from job_events where job_id = '{job.Id}'")))
            .Single(happened => happened is { Kind: "status", Status: "ready" });
        Assert.Equal(2, ready.Data.GetProperty("unread").GetProperty("blocks").GetInt32());
    }

    [Fact]
    public async Task Blocks_that_no_model_could_read_are_counted_by_reason()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(
            FakeRouter.Reply([], "0.0000", [.. asked.Blocks.Where(block => block.Text.Contains('?')).Select(block => (block.Id, block.Text.Contains("Wie") ? "not-english" : "failed"))]));
        var job = await ann.ReviewAsync("Here is a cat.\n\nWie geht es dem Hund?\n\nWhere is it?\n\nWie spät ist es?\n");
        Assert.Equal((3, 4), (job.Unread!.Blocks, job.Unread.Of));
        Assert.Equal((2, 1), (job.Unread.Reasons["not-english"], job.Unread.Reasons["failed"]));
        Assert.Null((await ann.ReviewAsync("All of it can be read.")).Unread);
    }

    [Theory]
    [InlineData("failed", "UPSTREAM_FAILED", "Try again later.")]
    [InlineData("not-english", "VALIDATION_ERROR", "set up a language model")]
    [InlineData("budget-spent", "UNAVAILABLE", "Try again tomorrow")]
    public async Task A_job_of_which_nothing_could_be_read_fails_and_says_what_to_do(string reason, string code, string whatToDo)
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply([], "0.0000", [.. asked.Blocks.Select(block => (block.Id, reason))]));
        var job = await ann.UntilAsync((await ann.SubmitAsync(Long)).Id, "failed");
        Assert.Equal((code, "0.0000", 3), (job.Error!.Code, job.Cost.Amount, job.Unread!.Blocks));
        Assert.Contains("Nothing is charged.", job.Error.Message, StringComparison.Ordinal);
        Assert.Contains(whatToDo, job.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_budget_is_spent_in_the_middle_what_was_done_stays()
    {
        var calls = 0;
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(Interlocked.Increment(ref calls) == 1
            ? FakeRouter.Reply([Item(asked, 8, 11, "teh", "the", 0.9)], cost: "0.0125")
            : FakeRouter.Refuse(400, "VALIDATION_ERROR", "What may be spent on models today is spent.", "budget"));
        var job = await ann.ReviewAsync(Long);
        Assert.Equal((1, 2, "0.0125"), (job.Counts.Total, job.Unread!.Reasons["budget-spent"], job.Cost.Amount));
    }

    [Fact]
    public async Task When_nobody_answers_for_long_the_rest_of_a_long_text_is_not_asked_about()
    {
        // With a breaker of its own, which opens over this: other tests would find it open.
        await using var alone = await JobsSystem.StartAsync(shared.Infrastructure);
        alone.AddWorker();
        var bob = alone.NewPerson();
        alone.Router.ByUser[bob.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Refuse(503, "UNAVAILABLE", "No model answers now; try again soon."));
        var text = string.Join("\n\n", Enumerable.Range(0, 40).Select(i => $"This is paragraph number {i}, which is long enough for a group of its own."));
        var job = await bob.UntilAsync((await bob.SubmitAsync(text)).Id, "failed");
        Assert.Equal((40, 40, 3), (job.Unread!.Blocks, job.Unread.Of, job.Attempt));
        Assert.InRange(alone.Router.RequestsOf(bob.Id).DistinctBy(asked => asked.RequestId).Count(), 1, 3);
    }

    [Fact]
    public async Task Models_know_what_stands_around_a_group()
    {
        await ann.ReviewAsync(Long);
        var asked = app.Router.RequestsOf(ann.Id).OrderBy(request => request.Blocks[0].Text.Length).ToArray();

        Assert.Equal((null, "Here is teh dog, and it sits beside the cat."), (asked[0].Context!.Before, asked[0].Context!.After));
        Assert.Contains(asked, request => request.Context is { Before: "Here is teh cat.", After: "Here is teh end of it, and nothing comes after." });
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_fails_the_job_after_three_attempts()
    {
        var failed = await app.TapAsync<JobFailed>();
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(500));
        var job = await ann.UntilAsync((await ann.SubmitAsync(Long)).Id, "failed");
        Assert.Equal((3, "UPSTREAM_FAILED"), (job.Attempt, job.Error!.Code));
        Assert.Equal("UPSTREAM_FAILED", (await failed.GetAsync(message => message.JobId == job.Id)).Code);
    }

    [Theory]
    [InlineData("blocks", "VALIDATION_ERROR")]
    [InlineData("budget", "VALIDATION_ERROR")]
    [InlineData("task", "NO_MODEL")]
    [InlineData("private", "NO_MODEL")]
    public async Task What_the_router_refuses_is_not_tried_again(string field, string code)
    {
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult<IResult?>(Results.Json(
            new { success = false, error = new { code = "VALIDATION_ERROR", message = "No model on this machine can do that.", details = new { field } }, requestId = "req_12345678", timestamp = TimeProvider.System.GetUtcNow() },
            statusCode: 400));
        var job = await ann.UntilAsync((await ann.SubmitAsync(Long)).Id, "failed");
        Assert.Equal((1, code, "No model on this machine can do that."), (job.Attempt, job.Error!.Code, job.Error.Message));
    }

    [Fact]
    public async Task A_broken_file_fails_at_once_with_a_reason()
    {
        var file = app.Storage.Put(ann.Id, [0x50, 0x4b, 0x03, 0x04, 0xff, 0x00, 0x12], "broken.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        using var answer = await ann.PostJobAsync(file);
        var job = await ann.UntilAsync((await answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "failed");
        Assert.Equal(1, job.Attempt);
        Assert.Contains(job.Error!.Code, (string[])[ErrorCodes.Validation, ErrorCodes.UnsupportedMediaType]);
        Assert.EndsWith(".", job.Error.Message, StringComparison.Ordinal);
        Assert.Empty(app.Router.RequestsOf(ann.Id));
    }

    [Fact]
    public async Task A_file_that_is_gone_when_its_turn_comes_fails_the_job()
    {
        await using var alone = await JobsSystem.StartAsync(shared.Infrastructure);
        var bob = alone.NewPerson();
        var job = await bob.SubmitAsync("Here is teh cat.");
        alone.Storage.Delete(job.FileId);
        alone.AddWorker();
        Assert.Equal("GONE", (await bob.UntilAsync(job.Id, "failed")).Error!.Code);
    }

    [Fact]
    public async Task A_document_without_mistakes_is_ready_and_its_review_complete()
    {
        var completed = await app.TapAsync<ReviewCompleted>();
        var job = await ann.ReviewAsync("Fine.");
        Assert.Equal(new CountsAnswer(0, 0, 0, 0, 0), job.Counts);
        await completed.GetAsync(message => message.JobId == job.Id);
    }

    [Fact]
    public async Task A_worker_that_stops_gives_its_job_back_at_once()
    {
        await using var alone = await JobsSystem.StartAsync(shared.Infrastructure);
        var first = alone.AddWorker();
        var bob = alone.NewPerson();
        var gate = Gate.Before(alone.Router, bob.Id, after: 1);
        var job = await bob.SubmitAsync(Long);
        await gate.Arrived;
        alone.AddWorker();
        await first.DisposeAsync();
        alone.Router.ByUser.Clear();
        var done = await bob.UntilAsync(job.Id, "ready");
        Assert.Equal((2, 3), (done.Attempt, done.Counts.Total));
    }

    [Fact]
    public async Task Work_that_is_under_way_holds_no_transaction_and_no_inbox_row()
    {
        var gate = Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync(Long);
        await gate.Arrived;
        await Eventually.BeTrueAsync(
            () => app.ScalarAsync<bool>("select count(*) = 0 from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and xact_start < now() - interval '300 milliseconds'"),
            "no transaction to be held", TimeSpan.FromSeconds(5));
        gate.Open();
        await ann.UntilAsync(job.Id, "ready");
        Assert.Equal(0, await app.ScalarAsync<long>("select count(*) from inbox_messages where consumer like '%work-on-job%'"));
    }

    private static Answer Item(Asked asked, int start, int end, string original, string replacement, double confidence) =>
        new(asked.Blocks[0].Id, start, end, original, replacement, "style", "style:test", confidence);
}
