using System.Diagnostics;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>One job at a time on a system that does nothing else, until its client knows: what the engine adds to any work.</summary>
internal sealed class IdleBenchmark : IEngineBenchmark
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Name => "idle";

    public string Measures => "added latency of a job on an idle system, beside BullMQ";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        await lab.HireAsync(2);
        await using var always = await BullQueue.StartAsync("always", EngineLab.AtOnce, cancellationToken);
        await using var everySecond = await BullQueue.StartAsync("everysec", EngineLab.AtOnce, cancellationToken);
        (string Name, Func<int, Task<double[]>> Ping)[] ways =
        [
            ("ours, over HTTP and by server-sent events", jobs => PingAsync(lab, jobs, cancellationToken)),
            ("BullMQ, appendfsync always", jobs => always.PingAsync(jobs, cancellationToken)),
            ("BullMQ, appendfsync everysec", jobs => everySecond.PingAsync(jobs, cancellationToken)),
        ];
        var rows = new List<string[]>();
        var ours = 0.0;
        foreach (var (name, ping) in ways)
        {
            await ping(Math.Max(5, sizes.Pings / 4)); // warms up
            double[] times = [.. (await ping(sizes.Pings)).Order()];
            var middle = Sample.Percentile(times, 50);
            ours = ours == 0 ? middle : ours;
            rows.Add([name, $"{middle:0.00}", $"{Sample.Percentile(times, 95):0.00}", $"{Sample.Percentile(times, 99):0.00}", $"{ours / middle:0.0}"]);
        }

        Report.Table(["a no-op job, ms", "p50", "p95", "p99", "ours to it, p50"], rows);
    }

    private static async Task<double[]> PingAsync(EngineLab lab, int jobs, CancellationToken cancellationToken)
    {
        var times = new double[jobs];
        for (var i = 0; i < jobs; i++)
        {
            await Task.Delay(Pause, cancellationToken);
            var before = Stopwatch.GetTimestamp();
            await lab.UntilReadyAsync(await lab.SubmitAsync(lab.Neighbours.Blank, cancellationToken), cancellationToken);
            times[i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        }

        return times;
    }
}
