using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Dispatch;

/// <summary>Without a worker, and with room for one job in flight: everything else stands in the line.</summary>
public sealed class LineTests(JobsApp shared) : IAsyncLifetime
{
    private JobsSystem app = null!;

    // Patient: a job that waits for this test is not one that no worker claims.
    public async ValueTask InitializeAsync() =>
        app = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Dispatch:InFlight", "1"), ("Jobs:Dispatch:ClaimPatience", "01:00:00"));

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
    public async Task Classes_share_by_weight_and_none_starves() => Assert.Equal((21, 4, 2), await SharesAsync(comeBack: 0));

    [Fact]
    public async Task A_job_that_comes_back_into_the_line_costs_its_class_nothing_more() => Assert.Equal((21, 4, 2), await SharesAsync(comeBack: 12));

    [Fact]
    public async Task A_job_whose_worker_gives_no_sign_of_life_is_sent_again()
    {
        var ann = app.NewPerson();
        var job = await ann.SubmitAsync("Here is teh cat.");
        await UntilAttemptAsync(app, job, 1);
        await app.ScalarAsync<int>($"update jobs set status = 'running', lease_id = '{Guid.CreateVersion7()}', lease_until = now() - interval '1 second' where id = '{job.Id}'");
        await UntilAttemptAsync(app, job, 2);
    }

    [Fact]
    public async Task A_job_that_no_worker_claims_is_sent_again()
    {
        await using var impatient = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Dispatch:ClaimPatience", "00:00:05"));
        var job = await impatient.NewPerson().SubmitAsync("Here is teh cat.");
        await UntilAttemptAsync(impatient, job, 2);
    }

    [Fact]
    public async Task A_waiting_job_says_where_it_stands_and_about_how_long_it_will_take()
    {
        var (ann, bob) = (app.NewPerson(), app.NewPerson());
        var first = await ann.SubmitAsync("Fine.");
        await UntilAttemptAsync(app, first, 1);
        var (second, third) = (await ann.SubmitAsync("Fine."), await ann.SubmitAsync("Fine."));
        var bobs = await bob.SubmitAsync("Fine.");

        // Bob has had no turn yet, so he comes before Ann's third; who would work on any of it isn't known.
        await Eventually.BeTrueAsync(async () => await PlaceAsync(bob, bobs) is not null, "the line to be looked at anew");
        var stand = await Task.WhenAll(PlaceAsync(ann, first), PlaceAsync(ann, second), PlaceAsync(ann, third), PlaceAsync(bob, bobs));
        Assert.Equal([1, 2, 3, 4], stand.Select(place => place!.Position).Order());
        Assert.Equal((1, 4), (stand[0]!.Position, stand[2]!.Position));
        Assert.All(stand, place => Assert.Null(place!.WaitSeconds));

        // One has just taken six seconds, and there are two to do the rest.
        await app.ScalarAsync<int>($"update jobs set status = 'ready', started_at = now() - interval '6 seconds', completed_at = now() where id = '{first.Id}' returning 1");
        await app.ScalarAsync<int>($"insert into workers values ('{Guid.CreateVersion7()}', 2, now() + interval '1 hour') returning 1");
        await Eventually.BeTrueAsync(async () => await PlaceAsync(ann, third) is { Position: 3, WaitSeconds: 3 }, "the third to wait for one of the others");
        Assert.Equal(0, (await PlaceAsync(bob, bobs))!.WaitSeconds);
        Assert.Null((await ann.GetAsync(first.Id)).Queue);
        using var list = await ann.Http.GetAsync("/api/v1/jobs?status=queued");
        Assert.Contains((await list.ShouldBeAsync<ServiceDefaults.Api.Page<JobAnswer>>(System.Net.HttpStatusCode.OK)).Items, job => job.Id == third.Id && job.Queue?.Position == 3);
    }

    [Fact]
    public async Task Who_follows_a_waiting_job_is_told_as_it_moves_up()
    {
        var ann = app.NewPerson();
        var (first, second) = (await ann.SubmitAsync("Fine."), await ann.SubmitAsync("Fine."));
        using var answer = await ann.OpenEventsAsync(second.Id);
        var told = new List<int>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var happened in EventReader.ParseAsync(await answer.Content.ReadAsStreamAsync(patience.Token), patience.Token, withPlaces: true))
        {
            if (happened is not { Kind: "queue", Id: 0 })
            {
                continue;
            }

            told.Add(happened.Data.GetProperty("position").GetInt32());
            if (told[^1] == 1)
            {
                break;
            }

            await app.ScalarAsync<int>($"update jobs set status = 'ready' where id = '{first.Id}' returning 1");
        }

        Assert.Equal([2, 1], told);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<QueueAnswer?> PlaceAsync(Person person, JobAnswer job) => (await person.GetAsync(job.Id)).Queue;

    private static async Task SubmitAsync(Person person, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            await person.SubmitAsync("Fine.");
        }
    }

    /// <summary>Of 27 jobs in a row, when all classes have more than enough: ideally 20.8, 4.2 and 2.1.</summary>
    /// <param name="comeBack">So many of the first are given back by their worker before they are done.</param>
    private async Task<(int Enterprise, int Standard, int Background)> SharesAsync(int comeBack)
    {
        // It takes the one place in flight, so that the line begins to move when everybody stands in it.
        var first = app.NewPerson();
        await app.ScalarAsync<int>($"insert into queue_classes values ('{first.Id}', 5, now()) returning priority");
        await UntilAttemptAsync(app, await first.SubmitAsync("Fine."), 1);
        var people = new Dictionary<int, Person> { [1] = app.NewPerson(), [5] = app.NewPerson(), [10] = app.NewPerson() };
        foreach (var (priority, person) in people)
        {
            await SubmitAsync(person, 30);
            await app.ScalarAsync<int>($"update jobs set priority = {priority} where user_id = '{person.Id}'");
        }

        await ServeAllAsync(1);
        var served = await ServeAllAsync(27, comeBack);
        int Of(int priority) => served.Count(userId => userId == people[priority].Id);
        return (Of(1), Of(5), Of(10));
    }

    /// <summary>Ends whatever is in flight, again and again, and tells whose it was.</summary>
    private async Task<List<Guid>> ServeAllAsync(int jobs, int comeBack = 0)
    {
        var served = new List<Guid>();
        await Eventually.BeTrueAsync(
            async () =>
            {
                while (comeBack > 0 && await ChangeInFlightAsync("set dispatched_at = null", "and attempt = 1") is not null)
                {
                    comeBack--;
                }

                while (served.Count < jobs && await ChangeInFlightAsync("set status = 'ready'", comeBack > 0 ? "and attempt > 1" : "") is { } userId)
                {
                    served.Add(Guid.Parse(userId));
                }

                return served.Count == jobs;
            },
            "jobs to be served", TimeSpan.FromSeconds(120));
        return served;
    }

    private Task<string?> ChangeInFlightAsync(string change, string where) =>
        app.ScalarAsync<string?>($"update jobs {change} where status = 'queued' and dispatched_at is not null {where} returning user_id::text");

    private static Task UntilAttemptAsync(JobsSystem app, JobAnswer job, int attempt) => Eventually.BeTrueAsync(
        async () => await app.ScalarAsync<int>($"select attempt from jobs where id = '{job.Id}'") == attempt, $"attempt {attempt}");
}
