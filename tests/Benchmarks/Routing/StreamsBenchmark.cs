using System.Diagnostics;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>A thousand people who watch an answer being written, at once.</summary>
internal sealed class StreamsBenchmark : IRouterBenchmark
{
    private const int Count = 1_000;
    private const int Parts = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public string Name => "streams";

    public string Measures => $"{Count} answers streamed at once through the router, a part each half second for {Parts * Pause.TotalSeconds:0} s";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        await using var vendor = await StubVendor.StartAsync();
        (vendor.Parts, vendor.Pause) = (Parts, Pause);
        await using var router = await lab.StartAsync(vendor.Settings(), cores: null, cancellationToken);
        using var streams = Streams.OfRouter(router);
        vendor.Parts = 1;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => streams.ReadAsync())); // what a first request needs, it has
        vendor.Parts = Parts;
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);

        var before = router.Memory;
        var asked = vendor.Asked;
        var started = Stopwatch.GetTimestamp();
        var reading = Enumerable.Range(0, Count).Select(_ => streams.ReadAsync()).ToArray();
        while (vendor.Asked - asked < Count && Stopwatch.GetElapsedTime(started) < Parts * Pause)
        {
            await Task.Delay(20, cancellationToken);
        }

        var open = Stopwatch.GetElapsedTime(started);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var (during, running) = (router.Memory, reading.Count(stream => !stream.IsCompleted));
        await Task.WhenAll(reading);
        var took = Stopwatch.GetElapsedTime(started);
        Report.Table(
            ["streams", "all begun after, s", "running when measured", "MB before", "MB during", "KB a stream", "all ended whole after, s", "the answers' own time, s"],
            [[$"{Count}", $"{open.TotalSeconds:0.0}", $"{running}", $"{before / 1e6:0}", $"{during / 1e6:0}", $"{(during - before) / 1e3 / Count:0}", $"{took.TotalSeconds:0.0}", $"{(Parts * Pause).TotalSeconds:0}"]]);
    }
}
