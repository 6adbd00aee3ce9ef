using System.Collections.Concurrent;
using System.Diagnostics;

namespace SwipeReview.Benchmarks;

/// <summary>Clients that each send their next request when the last one is answered.</summary>
internal static class Load
{
    private const int MostRequests = 500_000; // of all clients: bounded in count as well as in time

    /// <param name="request">Given the client's number, 0 to <paramref name="clients"/> - 1; anything but success must throw, and ends the run.</param>
    public static async Task<Sample> RunAsync(int clients, TimeSpan time, Func<int, Task> request, CancellationToken cancellationToken)
    {
        var all = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => RepeatAsync(client), cancellationToken)));
        return new Sample(all, Stopwatch.GetElapsedTime(started));

        async Task RepeatAsync(int client)
        {
            for (var sent = 0; sent < MostRequests / clients && Stopwatch.GetElapsedTime(started) < time; sent++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = Stopwatch.GetTimestamp();
                await request(client);
                all.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }
    }
}
