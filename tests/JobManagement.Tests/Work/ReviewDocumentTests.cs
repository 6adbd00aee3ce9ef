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
    public async Task Of_overlapping_proposals_the_surest_stays()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Item(asked, 0, 8, "One two ", "Two ", 0.5),
            Item(asked, 4, 7, "two", "2", 0.9),
            Item(asked, 4, 4, "", "and ", 0.8),
            Item(asked, 8, 13, "three", "3", 0.7),
        ]));
        var job = await ann.ReviewAsync("One two three.");
        Assert.Equal(["2", "3"], (await ann.ChangesAsync(job.Id)).Select(change => change.Replacement));
        await ann.BulkAsync(job.Id, new { }, "accept");
        Assert.Equal("One 2 3.", await ann.PreviewAsync(job.Id, "current"));
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
    public async Task A_fault_that_does_not_pass_fails_the_job_after_three_retries()
    {
        var failed = await app.TapAsync<JobFailed>();
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(500));
        var job = await ann.UntilAsync((await ann.SubmitAsync(Long)).Id, "failed");
        Assert.Equal((4, "UPSTREAM_FAILED"), (job.Attempt, job.Error!.Code));
        Assert.Equal("UPSTREAM_FAILED", (await failed.GetAsync(message => message.JobId == job.Id)).Code);
    }

    [Fact]
    public async Task What_the_router_refuses_is_not_tried_again()
    {
        app.Router.ByUser[ann.Id] = (_, _) => Task.FromResult<IResult?>(Results.Json(
            new { success = false, error = new { code = "VALIDATION_ERROR", message = "No model on this machine can do that." }, requestId = "req_12345678", timestamp = TimeProvider.System.GetUtcNow() },
            statusCode: 400));
        var job = await ann.UntilAsync((await ann.SubmitAsync(Long)).Id, "failed");
        Assert.Equal((1, "VALIDATION_ERROR", "No model on this machine can do that."), (job.Attempt, job.Error!.Code, job.Error.Message));
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
