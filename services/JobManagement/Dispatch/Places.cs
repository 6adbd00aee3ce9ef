using Npgsql;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>
/// Where each waiting job stands. All who ask within a second are told from one look at the line, so that asking costs
/// the same however many follow their jobs.
/// </summary>
internal sealed class Places(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Look last = new([], new Pace(0, 0, null), long.MinValue);

    /// <summary>Null for a job that waits for no worker: it is worked on, over, or pauses before its next attempt.</summary>
    public async Task<QueuePlace?> FindAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var look = last;
        if (!IsFresh(look))
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                look = IsFresh(last) ? last : last = await LookAsync(cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }

        return look.Positions.TryGetValue(jobId, out var position) ? new QueuePlace(position, look.Pace.WaitOf(position)) : null;
    }

    public void Dispose() => turn.Dispose();

    private bool IsFresh(Look look) => look.At != long.MinValue && clock.GetElapsedTime(look.At) < Lifetime;

    private async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);

        // The line is everybody's; what a person is told of it is a number.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select set_config('app.user_id', '*', false)"),
                new("""
                    select id from jobs
                    where status in ('queued', 'running') and dispatched_at is not null and lease_id is null order by dispatched_at, id
                    """),
                new("select id from job_line order by pass, priority, turn, id"),
                new("""
                    select coalesce((select sum(places) from workers where seen_until > $1), 0)::int,
                        (select count(*) from jobs where status = 'running' and lease_id is not null)::int,
                        (select avg(extract(epoch from completed_at - started_at)) from (
                            select started_at, completed_at from jobs
                            where completed_at > $2 and started_at is not null and status in ('ready', 'delivered')
                            order by completed_at desc limit 100) as lately)::float8
                    """)
                {
                    Parameters = { new() { Value = clock.Now() }, new() { Value = clock.Now() - TimeSpan.FromMinutes(30) } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var positions = new Dictionary<Guid, int>();
        for (var part = 0; part < 2; part++)
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                positions.TryAdd(reader.GetGuid(0), positions.Count + 1);
            }
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Look(positions, new Pace(reader.GetInt32(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetDouble(2)), at);
    }

    private sealed record Look(Dictionary<Guid, int> Positions, Pace Pace, long At);
}

/// <summary>How fast the line moves.</summary>
/// <param name="Workers">Jobs that the workers which are there work on at once.</param>
/// <param name="Busy">Of these, how many are.</param>
/// <param name="Seconds">That a job took lately, on average; null when none ended lately.</param>
internal sealed record Pace(int Workers, int Busy, double? Seconds)
{
    /// <summary>Seconds until the job at this place starts; null when there is nobody to start it, or nothing to go by.</summary>
    public int? WaitOf(int position)
    {
        var before = position - Math.Max(0, Workers - Busy);
        return Workers == 0 ? null : before <= 0 ? 0 : (int?)(before * Seconds / Workers + 0.5);
    }
}
