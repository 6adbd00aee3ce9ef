using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Decisions;

public sealed class DecideTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Each_action_leaves_its_state_and_its_count()
    {
        var (job, changes) = await DeckAsync();
        var answer = await ann.DecideAsync(
            job.Id,
            new { changeId = changes[0].Id, action = "accept" },
            new { changeId = changes[1].Id, action = "reject" },
            new { changeId = changes[2].Id, action = "skip" },
            new { changeId = changes[3].Id, action = "edit", replacement = "this" });
        Assert.Equal((4, 0), (answer.Applied, answer.Ignored));
        Assert.Equal(new CountsAnswer(4, 0, 2, 1, 1), answer.Counts);
        var decided = await ann.ChangesAsync(job.Id);
        Assert.Equal(["accepted", "rejected", "skipped", "accepted"], decided.Select(change => change.State));
        Assert.Equal(("edit", "this"), (decided[3].Decision!.Action, decided[3].Decision!.Replacement));
        Assert.Equal("the", decided[3].Replacement);
    }

    [Fact]
    public async Task A_decision_that_comes_again_is_not_recorded_again()
    {
        var (job, changes) = await DeckAsync();
        var swipe = new { id = Guid.CreateVersion7(), changeId = changes[0].Id, action = "accept" };
        Assert.Equal((1, 1), Outcome(await ann.DecideAsync(job.Id, swipe, swipe)));
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject" });
        Assert.Equal((0, 1), Outcome(await ann.DecideAsync(job.Id, swipe)));
        Assert.Equal("rejected", (await ann.ChangesAsync(job.Id))[0].State);
    }

    [Fact]
    public async Task Undo_goes_back_to_any_depth()
    {
        var (job, changes) = await DeckAsync();
        foreach (var action in (string[])["accept", "reject", "skip"])
        {
            await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action });
        }

        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "edit", replacement = "mine" });
        foreach (var state in (string[])["skipped", "rejected", "accepted", "pending", "pending"])
        {
            await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "undo" });
            Assert.Equal(state, (await ann.ChangesAsync(job.Id))[0].State);
        }

        Assert.Null((await ann.ChangesAsync(job.Id))[0].Decision);
        Assert.Equal(new CountsAnswer(4, 4, 0, 0, 0), (await ann.GetAsync(job.Id)).Counts);
    }

    [Fact]
    public async Task The_last_by_time_wins_in_whatever_order_devices_send()
    {
        var (job, changes) = await DeckAsync();
        var noon = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject", decidedAt = noon.AddMinutes(3) });
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "accept", decidedAt = noon });
        Assert.Equal("rejected", (await ann.ChangesAsync(job.Id))[0].State);

        // The undo of the first, made on a phone that was offline, arrives last: it takes back what stood at its time.
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "undo", decidedAt = noon.AddMinutes(1) });
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "undo", decidedAt = noon.AddMinutes(4) });
        Assert.Equal("pending", (await ann.ChangesAsync(job.Id))[0].State);
    }

    [Fact]
    public async Task Equal_times_go_by_arrival()
    {
        var (job, changes) = await DeckAsync();
        var noon = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        await ann.DecideAsync(
            job.Id,
            new { changeId = changes[0].Id, action = "accept", decidedAt = noon },
            new { changeId = changes[0].Id, action = "reject", decidedAt = noon });
        Assert.Equal("rejected", (await ann.ChangesAsync(job.Id))[0].State);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_does_not_win_for_ever()
    {
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "accept", decidedAt = TimeProvider.System.GetUtcNow().AddYears(1) });
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject" });
        Assert.Equal("rejected", (await ann.ChangesAsync(job.Id))[0].State);
    }

    [Fact]
    public async Task Many_devices_at_once_leave_exact_counts()
    {
        var (job, changes) = await DeckAsync();
        string[] actions = ["accept", "reject", "skip", "undo"];
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => ann.DecideAsync(
            job.Id,
            new { id = Guid.CreateVersion7(), changeId = changes[i % 4].Id, action = actions[i / 4 % 4] },
            new { id = Guid.CreateVersion7(), changeId = changes[(i + 1) % 4].Id, action = actions[(i / 3) % 4] })));
        Assert.Equal(120, answers.Sum(answer => answer.Applied));
        Assert.Equal(120, await app.ScalarAsync<long>($"select count(*) from decisions where job_id = '{job.Id}'"));
        var states = (await ann.ChangesAsync(job.Id)).CountBy(change => change.State).ToDictionary();
        var counts = (await ann.GetAsync(job.Id)).Counts;
        Assert.Equal(
            new CountsAnswer(4, states.GetValueOrDefault("pending"), states.GetValueOrDefault("accepted"), states.GetValueOrDefault("rejected"), states.GetValueOrDefault("skipped")),
            counts);
    }

    [Fact]
    public async Task An_unknown_change_refuses_the_whole_request()
    {
        var (job, changes) = await DeckAsync();
        using var answer = await ann.PostDecisionsAsync(
            job.Id, new { changeId = changes[0].Id, action = "accept" }, new { changeId = Guid.CreateVersion7(), action = "accept" });
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(0, (await ann.GetAsync(job.Id)).Counts.Accepted);
    }

    [Theory]
    [InlineData("""{"decisions":[]}""")]
    [InlineData("""{"decisions":[null]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"decisions":[{"action":"accept"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"explode"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":1}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"edit"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"accept","replacement":"x"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"edit","replacement":"\u0007"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"edit","replacement":"\ud800"}]}""")]
    [InlineData("""{"decisions":[{"changeId":"CHANGE","action":"accept","decidedAt":"noon"}]}""")]
    [InlineData("""{"decisions":[{"id":"mine","changeId":"CHANGE","action":"accept"}]}""")]
    [InlineData("""not json""")]
    public async Task A_body_that_makes_no_sense_gets_the_envelope(string body)
    {
        var (job, changes) = await DeckAsync();
        using var answer = await ann.Http.PostAsync(
            $"/api/v1/jobs/{job.Id}/decisions", new StringContent(body.Replace("CHANGE", changes[0].Id.ToString()), Encoding.UTF8, "application/json"));
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(4, (await ann.GetAsync(job.Id)).Counts.Pending);
    }

    [Fact]
    public async Task A_request_has_a_limit_and_so_has_a_replacement()
    {
        var (job, changes) = await DeckAsync();
        using var many = await ann.PostDecisionsAsync(job.Id, [.. Enumerable.Repeat(new { changeId = changes[0].Id, action = "accept" }, 501)]);
        await many.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        using var length = await ann.PostDecisionsAsync(job.Id, new { changeId = changes[0].Id, action = "edit", replacement = new string('x', 10_001) });
        await length.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(500, (await ann.DecideAsync(job.Id, [.. Enumerable.Repeat(new { changeId = changes[0].Id, action = "accept" }, 500)])).Applied);
    }

    [Theory]
    [InlineData("text/plain", "L\u00e9on likes teh cat.", "windows-1252", "\u4e2d", "notWritable")]
    [InlineData("text/markdown", "| one | two |\n|---|---|\n| teh cat | x |\n", "utf-8", "the\nother", "notWritable")]
    public async Task A_text_that_the_file_cannot_hold_is_refused_when_it_is_decided(string contentType, string text, string encoding, string replacement, string reason)
    {
        var bytes = encoding == "utf-8" ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);
        using var posted = await ann.PostJobAsync(app.Storage.Put(ann.Id, bytes, "file", contentType));
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        using var answer = await ann.PostDecisionsAsync(
            job.Id, new { changeId = change.Id, action = "accept" }, new { changeId = change.Id, action = "edit", replacement });
        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.EndsWith(".", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var details = error.GetProperty("details");
        Assert.Equal(
            ("decisions[1].replacement", change.Id, reason),
            (details.GetProperty("field").GetString(), details.GetProperty("changeId").GetGuid(), details.GetProperty("reason").GetString()));
        Assert.Equal(1, (await ann.GetAsync(job.Id)).Counts.Pending);
    }

    [Fact]
    public async Task A_docx_takes_no_text_that_stands_for_an_object()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "Benchmarks", "fixtures", "ten-pages.docx"));
        using var posted = await ann.PostJobAsync(app.Storage.Put(ann.Id, bytes, "ten-pages.docx", FileTypes.Docx));
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.Take(1).Select(block =>
            new Answer(block.Id, 0, 1, block.Text[..1], "X", "style", "style:test", 0.9))));
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        var change = (await ann.ChangesAsync(job.Id))[0];
        using var refused = await ann.PostDecisionsAsync(job.Id, new { changeId = change.Id, action = "edit", replacement = "an \ufffc" });
        await refused.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "edit", replacement = "Y\tand \ud83d\ude00" });
        Assert.Equal(1, (await ann.GetAsync(job.Id)).Counts.Accepted);
    }

    [Fact]
    public async Task An_edit_of_a_file_that_is_gone_is_refused_but_not_the_replay_of_one_that_was_recorded()
    {
        var (job, changes) = await DeckAsync();
        var edit = new { id = Guid.CreateVersion7(), changeId = changes[0].Id, action = "edit", replacement = "employ" };
        await ann.DecideAsync(job.Id, edit);
        app.Storage.Delete(job.FileId);
        Assert.Equal((0, 1), Outcome(await ann.DecideAsync(job.Id, edit)));
        using var answer = await ann.PostDecisionsAsync(job.Id, new { changeId = changes[1].Id, action = "edit", replacement = "that" });
        await answer.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        await ann.DecideAsync(job.Id, new { changeId = changes[1].Id, action = "accept" });
    }

    [Fact]
    public async Task The_review_is_complete_when_nothing_is_pending_and_again_when_the_outcome_changes()
    {
        var completed = await app.TapAsync<ReviewCompleted>();
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(job.Id, [.. changes.Select(change => new { changeId = change.Id, action = "accept" })]);
        var first = await completed.GetAsync(message => message.JobId == job.Id);
        Assert.Equal((4, 0, 0), (first.Accepted, first.Rejected, first.Skipped));
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject" });
        await completed.GetAsync(message => message.JobId == job.Id && message is { Accepted: 3, Rejected: 1 });
    }

    [Fact]
    public async Task Cards_can_be_decided_while_the_job_still_runs()
    {
        var gate = Gate.Before(app.Router, ann.Id, after: 1);
        var job = await ann.SubmitAsync("Here is teh cat.\n\nAnd here is teh dog, with more text than one group may hold.\n");
        await gate.Arrived;
        var first = Assert.Single(await ann.ChangesAsync(job.Id));
        await ann.DecideAsync(job.Id, new { changeId = first.Id, action = "accept" });
        Assert.Equal("running", (await ann.GetAsync(job.Id)).Status);
        gate.Open();
        Assert.Equal(new CountsAnswer(2, 1, 1, 0, 0), (await ann.UntilAsync(job.Id, "ready")).Counts);
    }

    [Theory]
    [InlineData("clean")]
    [InlineData("redline")]
    [InlineData("patch")]
    public async Task What_is_delivered_is_final(string format)
    {
        var delivered = await app.TapAsync<JobDelivered>();
        var (job, changes) = await DeckAsync();
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job.Id, ann.Id, "report", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job.Id, ann.Id, format, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        Assert.Equal(job.FileId, (await delivered.GetAsync(message => message.JobId == job.Id)).FileId);
        await ann.UntilAsync(job.Id, "delivered");
        using var answer = await ann.PostDecisionsAsync(job.Id, new { changeId = changes[0].Id, action = "accept" });
        await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    private static (int Applied, int Ignored) Outcome(DecideAnswer answer) => (answer.Applied, answer.Ignored);

    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> DeckAsync()
    {
        var job = await ann.ReviewAsync(Text);
        return (job, await ann.ChangesAsync(job.Id));
    }
}
