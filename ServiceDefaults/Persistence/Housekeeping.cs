using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// Forgets what has done its work: inbox entries after eight days (a broker redelivers within hours), idempotency keys
/// after their 24 hours, dead letters after 30 days, or with their person. In small batches, and once for all instances of a service.
/// </summary>
internal sealed partial class Housekeeping(NpgsqlDataSource database, Rounds rounds, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan IdempotencyLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan InboxLifetime = TimeSpan.FromDays(8);
    private static readonly TimeSpan DeadLetterLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // More often than it is due: whichever instance looks first when it is takes it.
        using var timer = new PeriodicTimer(Interval / 10, clock);
        do
        {
            try
            {
                if (await rounds.TryBeginAsync("housekeeping", Interval, stoppingToken))
                {
                    await DeleteAsync("inbox_messages", "consumed_at", InboxLifetime, stoppingToken);
                    await DeleteAsync("idempotency_keys", "created_at", IdempotencyLifetime, stoppingToken);
                    await DeleteAsync("dead_letters", "died_at", DeadLetterLifetime, stoppingToken);
                    await ForgetErasedAsync(stoppingToken);
                    await DeleteAsync("erased_people", "erased_at", DeadLetterLifetime, stoppingToken);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DeleteAsync(string table, string column, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            await using var command = database.CreateCommand(
                $"delete from {table} where ctid in (select ctid from {table} where {column} < $1 limit 1000 for update skip locked)");
            command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() - lifetime });
            deleted = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        while (deleted > 0);
    }

    /// <summary>What died after its person was erased.</summary>
    private async Task ForgetErasedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select forget_dead_letters(array(select user_id::text from erased_people))");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Housekeeping is put off: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
