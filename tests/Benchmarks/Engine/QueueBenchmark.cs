using System.Diagnostics;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>
/// Jobs without work, from the first submission to the last that is done. Ours come over HTTP with a token, have a row, an
/// event log and an outbox, look at their file, and end in a transaction that tells others; each step is on the disk.
/// </summary>
internal sealed class QueueBenchmark : IEngineBenchmark
{
    private const int More = 10; // of theirs, which are faster: a round takes about as long

    public string Name => "queue";

    public string Measures => $"no-op jobs from submission to done, {EngineLab.AtOnce} at once, beside BullMQ";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        await lab.HireAsync(2);
        await using var always = await BullQueue.StartAsync("always", EngineLab.AtOnce, cancellationToken);
        await using var everySecond = await BullQueue.StartAsync("everysec", EngineLab.AtOnce, cancellationToken);
        (string Name, int Jobs, Func<int, Task<double>> Work, Func<Task<Usage>> Usage)[] ways =
        [
            ("ours", sizes.Jobs, jobs => WorkAsync(lab, jobs, cancellationToken), lab.UsageAsync),
            ("BullMQ, appendfsync always", sizes.Jobs * More, jobs => always.WorkAsync(jobs, cancellationToken), () => Task.FromResult(always.Usage())),
            ("BullMQ, appendfsync everysec", sizes.Jobs * More, jobs => everySecond.WorkAsync(jobs, cancellationToken), () => Task.FromResult(everySecond.Usage())),
        ];
        foreach (var way in ways)
        {
            await way.Work(way.Jobs / 4); // warms up
        }

        var speeds = ways.Select(_ => new List<double>()).ToArray();
        var used = new List<string[]>();
        for (var round = 0; round < sizes.Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var before = await ways[way].Usage();
                speeds[way].Add(await ways[way].Work(ways[way].Jobs));
                if (round == sizes.Rounds - 1)
                {
                    used.AddRange((await ways[way].Usage()).Rows(before, ways[way].Name, ways[way].Jobs));
                }
            }
        }

        Report.Table(
            ["no-op jobs", "jobs/s, median (range)", "ours to it, median (range)"],
            ways.Select((way, i) => (string[])[way.Name, Report.Spread(speeds[i], "n0"), i == 0 ? "1" : Report.Spread(speeds[0].Zip(speeds[i], (ours, theirs) => ours / theirs), "0.000")]));
        Console.WriteLine();
        Report.Table(["of the last round", "processor, s", "ms a job", "MB (PSS)"], used);
    }

    private static async Task<double> WorkAsync(EngineLab lab, int jobs, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, jobs), new ParallelOptions { MaxDegreeOfParallelism = EngineLab.AtOnce, CancellationToken = cancellationToken },
            async (_, token) => await lab.SubmitAsync(lab.Neighbours.Blank, token));
        await lab.UntilIdleAsync(cancellationToken);
        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
