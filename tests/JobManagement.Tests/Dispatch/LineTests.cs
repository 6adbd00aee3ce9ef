using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Dispatch;

/// <summary>Without a worker, and with room for one job in flight: everything else stands in the line.</summary>
public sealed class LineTests(JobsApp shared) : IAsyncLifetime
{
    private JobsSystem app = null!;

    public async ValueTask InitializeAsync() =>
        app = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Dispatch:InFlight", "1"), ("Jobs:Dispatch:ClaimPatience", "00:00:05"));

    [Fact]
    public async Task A_users_hundredth_job_does_not_stand_before_anothers_first()
    {
        var (ann, bob, cat) = (app.NewPerson(), app.NewPerson(), app.NewPerson());
        await SubmitAsync(ann, 4);
        await SubmitAsync(bob, 2);
        await SubmitAsync(cat, 1);
        var served = await ServeAllAsync(7);
        Assert.Equal(ann.Id, served[0]);
        Assert.Equal([ann.Id, bob.Id, cat.Id], served.Take(4).Distinct().ToHashSet());
        Assert.Equal([ann.Id, ann.Id], served.TakeLast(2));
    }

    [Fact]
    public async Task Classes_share_by_weight_and_none_starves()
    {
        var people = new Dictionary<int, Person> { [1] = app.NewPerson(), [5] = app.NewPerson(), [10] = app.NewPerson() };
        await SubmitAsync(app.NewPerson(), 1); // takes the one place in flight
        foreach (var (priority, person) in people)
        {
            await SubmitAsync(person, 20);
            await app.ScalarAsync<int>($"update jobs set priority = {priority} where user_id = '{person.Id}'");
        }

        var served = (await ServeAllAsync(28))[1..];
        int Of(int priority) => served.Count(userId => userId == people[priority].Id);

        // Ideally 20.8, 4.2 and 2.1 of 27.
        Assert.InRange(Of(1), 18, 22);
        Assert.InRange(Of(5), 3, 6);
        Assert.InRange(Of(10), 1, 4);
    }

    [Fact]
    public async Task A_job_whose_worker_gives_no_sign_of_life_is_sent_again()
    {
        var ann = app.NewPerson();
        var job = await ann.SubmitAsync("Here is teh cat.");
        await UntilAttemptAsync(job, 1);
        await app.ScalarAsync<int>($"update jobs set status = 'running', lease_id = '{Guid.CreateVersion7()}', lease_until = now() - interval '1 second' where id = '{job.Id}'");
        await UntilAttemptAsync(job, 2);
    }

    [Fact]
    public async Task A_job_that_no_worker_claims_is_sent_again()
    {
        var job = await app.NewPerson().SubmitAsync("Here is teh cat.");
        await UntilAttemptAsync(job, 2);
        app.AddWorker();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task SubmitAsync(Person person, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            await person.SubmitAsync("Fine.");
        }
    }

    /// <summary>Ends whatever is in flight, again and again, and tells whose it was.</summary>
    private async Task<List<Guid>> ServeAllAsync(int jobs)
    {
        var served = new List<Guid>();
        while (served.Count < jobs)
        {
            var userId = await app.ScalarAsync<Guid>("select user_id from jobs where status = 'queued' and dispatched_at is not null");
            if (userId == Guid.Empty)
            {
                await Task.Delay(5);
                continue;
            }

            served.Add(userId);
            await app.ScalarAsync<int>("update jobs set status = 'ready' where status = 'queued' and dispatched_at is not null");
        }

        return served;
    }

    private Task UntilAttemptAsync(JobAnswer job, int attempt) => Eventually.BeTrueAsync(
        async () => await app.ScalarAsync<int>($"select attempt from jobs where id = '{job.Id}'") == attempt, $"attempt {attempt}");
}
