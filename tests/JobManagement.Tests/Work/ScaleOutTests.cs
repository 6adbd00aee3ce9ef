using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Work;

public sealed class ScaleOutTests(JobsApp shared)
{
    private const int Jobs = 24;
    private int busy;

    [Fact]
    public async Task A_worker_that_comes_while_there_is_much_to_do_takes_its_share_within_seconds()
    {
        // Room for no more than the workers say that they take on.
        await using var app = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Dispatch:InFlight", "1"), ("Jobs:Work:Concurrency", "3"));
        var ann = app.NewPerson();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Router.ByUser[ann.Id] = async (_, cancellationToken) =>
        {
            Interlocked.Increment(ref busy);
            await go.Task.WaitAsync(cancellationToken);
            return null;
        };
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(_ => ann.SubmitAsync("Here is teh cat.")));
        app.AddWorker();
        await UntilBusyAsync(3);
        await Task.Delay(1500);
        Assert.Equal(3, busy);

        app.AddWorker();
        await UntilBusyAsync(6);

        go.SetResult();
        await Eventually.BeTrueAsync(async () => await app.ScalarAsync<long>("select count(*) from jobs where status = 'ready'") == Jobs, "all of it", TimeSpan.FromSeconds(90));
        Assert.Equal(Jobs, app.Router.RequestsOf(ann.Id).Count());
    }

    /// <summary>Within 20 seconds, of which an idle machine needs two.</summary>
    private Task UntilBusyAsync(int jobs) => Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref busy) == jobs), $"{jobs} jobs to be worked on at once");
}
