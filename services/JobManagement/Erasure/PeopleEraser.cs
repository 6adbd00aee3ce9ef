using System.Data;
using Npgsql;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Erasure;

/// <summary>
/// Everything of a deleted person goes: jobs with all that hangs on them, their place in the line, and what was learned of
/// them. Each batch is a transaction of its own, so that no lock is held for long, and says for itself what is left: after a
/// crash any instance goes on. One at a time does it, by an advisory lock that goes with its connection.
/// </summary>
internal sealed partial class PeopleEraser(NpgsqlDataSource database, JobCache cache, JobSignals signals, TimeProvider clock, ILogger<PeopleEraser> logger)
    : BackgroundService
{
    private const long Lock = 0x5377_6970_6552_0011;
    private const int Rows = 1_000;
    private const int Jobs = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>What may be much of one job; the little that is left goes with its row. Decisions before the changes that they are about.</summary>
    private static readonly string[] OfJobs = ["decisions", "job_events", "changes", "job_blocks"];

    /// <summary>What is nobody's but the person's. Last of all the switches of their memory.</summary>
    private static readonly string[] OfPeople =
        ["memory_evidence", "memory_shadows", "memory_restored", "memory_forgotten", "memory_patterns", "memory_owners", "line_turns", "queue_classes", "idempotency_keys"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EraseAllAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPutOff(logger, fault.Message);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EraseAllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "select set_config('app.user_id', '*', false)", [], cancellationToken);
        if (await NextAsync(connection, cancellationToken) is null || await ScalarAsync(connection, "select pg_try_advisory_lock($1)", [Lock], cancellationToken) is not true)
        {
            return;
        }

        try
        {
            while (await NextAsync(connection, cancellationToken) is { } userId)
            {
                await EraseAsync(connection, userId, cancellationToken);
            }
        }
        finally
        {
            // The pool keeps the session, and with it the lock, until somebody uses the connection again.
            if (connection.State == ConnectionState.Open)
            {
                await ExecuteAsync(connection, "select pg_advisory_unlock($1)", [Lock], CancellationToken.None);
            }
        }
    }

    private async Task EraseAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        await StopAsync(connection, userId, cancellationToken);
        while (await JobsOfAsync(connection, "select id from jobs where user_id = $1 order by id limit $2", [userId, Jobs], cancellationToken) is { Length: > 0 } jobs)
        {
            foreach (var table in OfJobs)
            {
                await DeleteAsync(connection, table, "job_id = any($1)", jobs, cancellationToken);
            }

            await ExecuteAsync(connection, "select forget_dead_letters($1)", [Array.ConvertAll(jobs, id => id.ToString())], cancellationToken);
            await ExecuteAsync(connection, "delete from jobs where id = any($1)", [jobs], cancellationToken);
        }

        foreach (var table in OfPeople)
        {
            await DeleteAsync(connection, table, "user_id = $1", userId, cancellationToken);
        }

        await ExecuteAsync(connection, "delete from erasures where user_id = $1", [userId], cancellationToken);
        LogErased(logger);
    }

    /// <summary>From here on nobody adds to what is to go: jobs take no decisions any more, and workers lose them.</summary>
    private async Task StopAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        const string Stop = """
            update jobs set status = case when status in ('queued', 'running') then 'cancelled' else status end,
                lease_id = null, lease_until = null, content_erased_at = coalesce(content_erased_at, $2)
            where id in (select id from jobs where user_id = $1 and (content_erased_at is null or status in ('queued', 'running')) order by id limit $3 for update)
            returning id
            """;
        while (await JobsOfAsync(connection, Stop, [userId, clock.Now(), Rows], cancellationToken) is { Length: > 0 } stopped)
        {
            foreach (var id in stopped)
            {
                await cache.DropAsync(id, long.MaxValue);
                await signals.SendAsync(id);
            }
        }
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, string table, string whose, object who, CancellationToken cancellationToken)
    {
        while (await ExecuteAsync(connection, $"delete from {table} where ctid = any(array(select ctid from {table} where {whose} limit $2))", [who, Rows], cancellationToken) > 0)
        {
            // there may be more
        }
    }

    private static async Task<Guid?> NextAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (Guid?)await ScalarAsync(connection, "select user_id from erasures order by asked_at limit 1", [], cancellationToken);

    private static async Task<Guid[]> JobsOfAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return [.. ids];
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    [LoggerMessage(LogLevel.Warning, "An erasure is put off: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "A person is erased")]
    private static partial void LogErased(ILogger logger);
}
