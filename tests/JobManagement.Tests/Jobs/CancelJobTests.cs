using System.Diagnostics;
using System.Net;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class CancelJobTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_never_run()
    {
        await using var alone = await JobsSystem.StartAsync(shared.Infrastructure);
        var bob = alone.NewPerson();
        var job = await bob.SubmitAsync("Here is teh cat.");
        Assert.Equal("cancelled", (await bob.CancelAsync(job.Id)).Status);
        Assert.Equal("cancelled", (await bob.GetAsync(job.Id)).Status);

        alone.AddWorker();
        await bob.ReviewAsync("Another one.");
        Assert.Equal("cancelled", (await bob.GetAsync(job.Id)).Status);
        Assert.Single(alone.Router.RequestsOf(bob.Id));
    }

    [Fact]
    public async Task A_running_job_lets_go_of_its_worker_within_two_seconds()
    {
        var cancelled = await app.TapAsync<JobCancelled>();
        var gate = Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync("Here is teh cat.");
        await gate.Arrived;

        var watch = Stopwatch.StartNew();
        Assert.Equal("cancelled", (await ann.CancelAsync(job.Id)).Status);
        await gate.GivenUp;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
        await cancelled.GetAsync(message => message.JobId == job.Id);
        Assert.Empty(await ann.ChangesAsync(job.Id));
    }

    [Fact]
    public async Task Without_redis_a_cancel_still_reaches_the_worker_within_two_seconds()
    {
        await using var poor = await JobsSystem.StartAsync(shared.Infrastructure, ("ConnectionStrings:redis", "127.0.0.1:1"));
        poor.AddWorker();
        var bob = poor.NewPerson();
        var gate = Gate.Before(poor.Router, bob.Id);
        var job = await bob.SubmitAsync("Here is teh cat.");
        await gate.Arrived;
        var watch = Stopwatch.StartNew();
        await bob.CancelAsync(job.Id);
        await gate.GivenUp;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
        poor.Router.ByUser.Clear();
        await bob.ReviewAsync("And the next one works.");
    }

    [Fact]
    public async Task Cancelling_again_answers_the_same()
    {
        Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync("Here is teh cat.");
        var first = await ann.CancelAsync(job.Id);
        Assert.Equal(first, await ann.CancelAsync(job.Id));
    }

    [Fact]
    public async Task What_has_ended_cannot_be_cancelled()
    {
        var job = await ann.ReviewAsync("Fine.");
        using var answer = await ann.Http.PostAsync($"/api/v1/jobs/{job.Id}/cancel", null);
        await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task The_command_from_inside_does_the_same()
    {
        var gate = Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync("Here is teh cat.");
        await gate.Arrived;
        await app.Bus.Publish(new CancelJob(job.Id));
        await gate.GivenUp;
        await Eventually.BeTrueAsync(async () => (await ann.GetAsync(job.Id)).Status == "cancelled", "the job to be cancelled");
    }
}
