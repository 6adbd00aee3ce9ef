using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using SwipeReview.Testing;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>
/// Follows a job by server-sent events, from any instance. It leaves and comes back often, as the instances do; each event
/// must be the one after the last.
/// </summary>
internal sealed class Follower(Door door, IReadOnlyList<ServiceProcess> instances, Guid job, Random random, Tally tally)
{
    private readonly Channel<Guid> cards = Channel.CreateUnbounded<Guid>();
    private long last;

    public Guid Job => job;

    /// <summary>The job's cards as they come; it ends when the job is ready.</summary>
    public ChannelReader<Guid> Cards => cards.Reader;

    public int CardsSeen { get; private set; }

    /// <summary>Until it is told to stop, or there is nothing more to come.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && await ReadAsync(long.MaxValue, random.Next(3) == 0 ? int.MaxValue : random.Next(1, 20), stop))
            {
                tally.Add("streams opened again");
                await Task.Delay(random.Next(10, 200), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return; // all that this person wanted to see is seen
        }
        catch (Exception broken)
        {
            tally.Complain($"who followed job {job} got {broken}");
            cards.Writer.TryComplete(broken);
        }
    }

    /// <summary>Reads what has not been seen, up to the last event that the job has.</summary>
    public async Task CatchUpAsync(long end)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (last < end && await ReadAsync(end, int.MaxValue, limit.Token))
            {
                await Task.Delay(20, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // said below
        }

        if (last != end)
        {
            tally.Complain($"who followed job {job} saw {last} of {end} events");
        }
    }

    /// <returns>False when there is nothing more to come.</returns>
    private async Task<bool> ReadAsync(long end, int most, CancellationToken stop)
    {
        using var answer = await door.OpenAsync(instances, $"/api/v1/jobs/{job}/events", last, stop);
        if (answer is null)
        {
            return true;
        }

        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return false;
        }

        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(stop);
            var parser = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data));
            await foreach (var happened in parser.EnumerateAsync(stop))
            {
                if (happened.EventType == "queue")
                {
                    continue; // where the job stands now: no event of its log, and without an id
                }

                Take(long.Parse(parser.LastEventId), happened);
                if (last >= end || --most == 0)
                {
                    break;
                }
            }
        }
        catch (Exception cut) when (Door.IsAway(cut) && !stop.IsCancellationRequested)
        {
            tally.Add("streams cut");
        }

        return true;
    }

    private void Take(long id, SseItem<JsonElement> happened)
    {
        if (id != last + 1)
        {
            tally.Complain($"who followed job {job} saw event {id} after {last}");
        }

        last = id;
        tally.Add("events seen");
        if (happened.EventType == "change")
        {
            CardsSeen++;
            cards.Writer.TryWrite(happened.Data.GetProperty("id").GetGuid());
        }
        else if (happened.EventType == "status" && happened.Data.GetProperty("status").GetString() is { } status and not ("queued" or "running"))
        {
            if (status is not ("ready" or "delivered"))
            {
                tally.Complain($"job {job} is {status}: {happened.Data}");
            }

            cards.Writer.TryComplete();
        }
    }
}
