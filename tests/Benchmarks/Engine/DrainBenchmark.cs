using System.Diagnostics;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>A line that is full when workers begin. With one worker of ten jobs at once, two of five, or four of two.</summary>
internal sealed class DrainBenchmark : IEngineBenchmark
{
    public string Name => "drain";

    public string Measures => "a line of queued jobs drained by 1, 2 and 4 workers";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        var used = new List<string[]>();
        var one = 0.0;
        foreach (var workers in (int[])[1, 2, 4])
        {
            await lab.HireAsync(workers);
            await DrainAsync(lab, Math.Max(100, sizes.Queue / 20), cancellationToken); // warms up
            var before = await lab.UsageAsync();
            var speed = await DrainAsync(lab, sizes.Queue, cancellationToken);
            used.AddRange((await lab.UsageAsync()).Rows(before, $"{workers}", sizes.Queue));
            one = one == 0 ? speed : one;
            rows.Add([$"{workers}", $"{sizes.Queue / speed:0.0}", $"{speed:n0}", $"{speed / one:0.00}"]);
        }

        Report.Table([$"workers, {sizes.Queue:n0} jobs", "s", "jobs/s", "to one worker"], rows);
        Console.WriteLine();
        Report.Table(["workers", "processor, s", "ms a job", "MB (PSS)"], used);
    }

    /// <summary>As <c>SubmitJob</c> would have written them, of a hundred people, in one transaction: nobody begins before all are there.</summary>
    private static async Task<double> DrainAsync(EngineLab lab, int jobs, CancellationToken cancellationToken)
    {
        await lab.ExecuteAsync($$$"""
            with people as (select array_agg(gen_random_uuid()) as ids from generate_series(1, 100)),
            added as (
                insert into jobs (id, user_id, type, status, file_id, file_name, content_type, private, priority, stage, currency, event_seq, not_before, created_at)
                select gen_random_uuid(), ids[1 + number % 100], 'review', 'queued', '{{{lab.Neighbours.Blank}}}', 'letter.txt', 'text/plain', false, 10, 'waiting', 'USD', 1, now(), now()
                from people, generate_series(1, {{{jobs}}}) number returning id, user_id
            )
            insert into job_events (job_id, seq, user_id, kind, change_ids, data, at)
            select id, 1, user_id, 'status', '{}', '{"status":"queued","progress":0,"stage":"waiting","attempt":0,"counts":{"total":0,"pending":0,"accepted":0,"rejected":0,"skipped":0}}', now() from added
            """, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await lab.UntilIdleAsync(cancellationToken);
        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
