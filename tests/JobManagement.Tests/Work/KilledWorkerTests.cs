using System.Diagnostics;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Work;

/// <summary>Workers as processes of their own, ended with SIGKILL.</summary>
public sealed class KilledWorkerTests(JobsApp shared) : IAsyncLifetime
{
    // A process starts slowly on a machine that has much to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly List<Process> workers = [];
    private JobsSystem app = null!;

    public async ValueTask InitializeAsync() => app = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Work:Lease", "00:10:00"));

    [Fact]
    public async Task A_job_whose_worker_is_killed_in_the_middle_is_finished_by_another_and_no_change_is_stored_twice()
    {
        var ann = app.NewPerson();
        var gate = Gate.Before(app.Router, ann.Id, after: 2);
        StartWorker();
        var job = await ann.SubmitAsync(string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Here is teh cat number {i}, and here is teh dog beside it.")));
        await gate.Arrived;
        var before = await ann.ChangesAsync(job.Id);
        Assert.Equal(4, before.Count);
        await ann.DecideAsync(job.Id, new { changeId = before[0].Id, action = "accept" });

        await KillAsync(workers[0]);
        app.Router.ByUser.Clear();
        StartWorker();

        // The broker's word is enough: nobody waits for the lease of ten minutes to end.
        var done = await ann.UntilAsync(job.Id, "ready", Patience);
        var after = await ann.ChangesAsync(job.Id);
        Assert.Equal(new CountsAnswer(12, 11, 1, 0, 0), done.Counts);
        Assert.Equal(12, after.DistinctBy(change => (change.BlockId, change.Start)).Count());
        Assert.Equal(before.Select(change => change.Id), after.Take(4).Select(change => change.Id));
        Assert.Equal("accepted", after[0].State);
        Assert.Equal(6, app.Router.RequestsOf(ann.Id).DistinctBy(asked => asked.RequestId).Count());
    }

    [Fact]
    public async Task Many_jobs_under_many_kills_all_end_ready_exactly_once()
    {
        var ann = app.NewPerson();
        StartWorker();
        StartWorker();
        var text = string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Here is teh cat number {i}, and here is teh dog beside it."));
        var first = await ann.UntilAsync((await ann.SubmitAsync(text)).Id, "ready", Patience);
        await ann.DecideAsync(first.Id, new { changeId = (await ann.ChangesAsync(first.Id))[1].Id, action = "reject" });
        app.Router.ByUser[ann.Id] = async (_, cancellationToken) =>
        {
            await Task.Delay(100, cancellationToken);
            return null;
        };
        var jobs = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ann.SubmitAsync(text)));
        for (var kill = 0; kill < 4; kill++)
        {
            await Eventually.BeTrueAsync(
                () => app.ScalarAsync<bool>("select count(*) > 0 from jobs where blocks_done < blocks_total and lease_until > now()"), "work under way", Patience);
            await KillAsync(workers[kill]);
            StartWorker();
        }

        foreach (var job in jobs)
        {
            // The dogs are hidden, since one of them was rejected.
            Assert.Equal(new CountsAnswer(12, 6, 0, 6, 0), (await ann.UntilAsync(job.Id, "ready", Patience)).Counts);
        }

        Assert.Equal(31 * 12, await app.ScalarAsync<long>("select count(*) from changes"));
        Assert.Equal(31 * 12, await app.ScalarAsync<long>("select count(distinct (job_id, block_id, span_start)) from changes"));
        Assert.Equal(30 * 6, await app.ScalarAsync<long>("select count(*) from decisions where made_by = 'rule'"));
        Assert.Equal(31, await app.ScalarAsync<long>("select count(*) from job_events where kind = 'status' and data->>'status' = 'ready'"));
    }

    [Fact]
    public async Task The_job_of_a_worker_that_hangs_moves_on_and_what_that_one_writes_afterwards_is_not_taken()
    {
        await app.DisposeAsync();
        app = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Work:Lease", "00:00:04"), ("Messaging:Heartbeat", "00:00:01"));
        var ann = app.NewPerson();
        var gate = Gate.Before(app.Router, ann.Id, after: 2);
        StartWorker();
        var job = await ann.SubmitAsync(string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Here is teh cat number {i}, and here is teh dog beside it.")));
        await gate.Arrived;
        var before = await ann.ChangesAsync(job.Id);

        Signal(workers[0], "STOP");
        app.Router.ByUser.Clear();
        StartWorker();
        var done = await ann.UntilAsync(job.Id, "ready", Patience);
        gate.Open();
        Signal(workers[0], "CONT");
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.True(done.Attempt >= 2);
        Assert.Equal(12, done.Counts.Total);
        Assert.Equal(before.Select(change => change.Id), (await ann.ChangesAsync(job.Id)).Take(before.Count).Select(change => change.Id));
        Assert.Equal(12, await app.ScalarAsync<long>("select count(*) from changes"));
        Assert.Equal(12, await app.ScalarAsync<long>("select count(*) from job_events where kind = 'change'"));
        Assert.Equal(1, await app.ScalarAsync<long>("select count(*) from job_events where kind = 'status' and data->>'status' = 'ready'"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await KillAsync(worker);
            worker.Dispose();
        }

        await app.DisposeAsync();
    }

    private void StartWorker()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(JobManagementModule).Assembly.Location]) { RedirectStandardOutput = false };
        foreach (var (name, value) in app.Settings)
        {
            start.Environment[name.Replace(":", "__")] = value;
        }

        start.Environment["Role"] = "worker";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["services__identity__http__0"] = app.Identity.Address;
        start.Environment["ServiceAuth__ClientId"] = "jobs";
        start.Environment["ServiceAuth__ClientSecret"] = "a-secret-that-only-tests-know";
        start.Environment["Jobs__Work__Concurrency"] = "4";
        workers.Add(Process.Start(start)!);
    }

    private static void Signal(Process worker, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{worker.Id}"]);
        kill.WaitForExit();
    }

    private static async Task KillAsync(Process worker)
    {
        if (!worker.HasExited)
        {
            worker.Kill(); // SIGKILL
        }

        await worker.WaitForExitAsync();
    }
}
