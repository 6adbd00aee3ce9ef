using System.Diagnostics;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Events;

/// <summary>What it costs to be followed by many, and that sharing takes nothing from anybody.</summary>
public sealed class SharedReadsTests(JobsApp shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Two_hundred_who_follow_a_job_cost_the_database_about_what_one_does()
    {
        var one = await CostAsync(listeners: 1);
        var many = await CostAsync(listeners: 200);
        Assert.InRange(one, 5, 100);
        Assert.InRange(many, 5, one + 20);
    }

    [Fact]
    public async Task Whoever_joins_amid_a_burst_wherever_they_stand_misses_nothing_and_sees_nothing_twice()
    {
        app.Router.ByUser[ann.Id] = async (_, cancellationToken) =>
        {
            await Task.Delay(40, cancellationToken);
            return null;
        };
        var job = await ann.SubmitAsync(string.Concat(Enumerable.Range(0, 30).Select(i => $"Here is teh cat number {i}, beside teh dog which is long enough.\n\n")));
        var joined = new List<(long After, Task<List<long>> Heard)>();
        do
        {
            var known = await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
            joined.AddRange(((long[])[0, known / 2, known]).Select(after => (after, UntilReadyAsync(job, after))));
        }
        while ((await ann.GetAsync(job.Id)).Status != "ready");

        var all = await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
        Assert.True(joined.Count > 15, $"Only {joined.Count} joined.");
        foreach (var (after, heard) in joined.Where(one => one.After < all))
        {
            Assert.Equal(Enumerable.Range((int)after + 1, (int)(all - after)).Select(id => (long)id), await heard);
        }
    }

    [Fact]
    public async Task News_whose_signal_was_lost_is_told_within_about_a_second()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var last = await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
        using var patience = new CancellationTokenSource(Patience);
        using var answer = await ann.OpenEventsAsync(job.Id, $"{last}");
        var events = EventReader.ParseAsync(await answer.Content.ReadAsStreamAsync(patience.Token), patience.Token).GetAsyncEnumerator(patience.Token);
        for (var n = 0; n < 3; n++)
        {
            await Task.Delay(300 * n, patience.Token);
            await app.ScalarAsync<long>($"""
                with told as (update jobs set event_seq = event_seq + 1 where id = '{job.Id}' returning id, user_id, event_seq)
                insert into job_events (job_id, seq, user_id, kind, change_ids, data, at)
                select told.id, told.event_seq, told.user_id, happened.kind, happened.change_ids, happened.data, now()
                from told join job_events happened on happened.job_id = told.id and happened.seq = {last} returning seq
                """);
            var written = Stopwatch.GetTimestamp();
            Assert.True(await events.MoveNextAsync());
            Assert.Equal(last + n + 1, events.Current.Id);
            Assert.InRange(Stopwatch.GetElapsedTime(written), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        }

        await events.DisposeAsync();
    }

    private async Task<List<long>> UntilReadyAsync(JobAnswer job, long after)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var answer = await ann.OpenEventsAsync(job.Id, $"{after}");
        var heard = new List<long>();
        await foreach (var happened in EventReader.ParseAsync(await answer.Content.ReadAsStreamAsync(patience.Token), patience.Token))
        {
            heard.Add(happened.Id);
            if (happened is { Kind: "status", Status: "ready" })
            {
                break;
            }
        }

        return heard;
    }

    /// <summary>Queries about one job's events and how far they have come, from all of a system, while its listeners are told of five decisions.</summary>
    private async Task<int> CostAsync(int listeners)
    {
        await using var quiet = await JobsSystem.StartAsync(shared.Infrastructure);
        quiet.AddWorker();
        var bob = quiet.NewPerson();
        var job = await bob.ReviewAsync(string.Concat(Enumerable.Repeat("Here is teh cat.\n\n", 5)));
        var cards = await bob.ChangesAsync(job.Id);
        var last = await quiet.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
        var streams = new List<IAsyncEnumerator<ServerEvent>>();
        using var patience = new CancellationTokenSource(Patience);
        for (var n = 0; n < listeners; n++)
        {
            var answer = await bob.OpenEventsAsync(job.Id, $"{last}");
            streams.Add(EventReader.ParseAsync(await answer.Content.ReadAsStreamAsync(patience.Token), patience.Token).GetAsyncEnumerator(patience.Token));
        }

        using var queries = new QueryCount(quiet.Settings["ConnectionStrings:jobsdb"]!, "job_events", "event_seq");
        foreach (var card in cards)
        {
            await bob.DecideAsync(job.Id, new { changeId = card.Id, action = "accept" });
            Assert.All(await Task.WhenAll(streams.Select(stream => stream.MoveNextAsync().AsTask())), Assert.True);
            Assert.All(streams, stream => Assert.Equal((card.Id, "accepted"), (
                stream.Current.Data.GetProperty("changes")[0].GetProperty("id").GetGuid(), stream.Current.Data.GetProperty("changes")[0].GetProperty("state").GetString())));
        }

        await Task.Delay(TimeSpan.FromSeconds(3), patience.Token);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        return queries.Count;
    }
}
