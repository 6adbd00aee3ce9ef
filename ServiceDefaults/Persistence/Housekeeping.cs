using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// Forgets what has done its work: inbox entries after eight days (a broker redelivers within hours), idempotency keys
/// after their 24 hours. In small batches, so that any number of instances may do it at once.
/// </summary>
internal sealed partial class Housekeeping(NpgsqlDataSource database, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan IdempotencyLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan InboxLifetime = TimeSpan.FromDays(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await DeleteAsync("inbox_messages", "consumed_at", InboxLifetime, stoppingToken);
                await DeleteAsync("idempotency_keys", "created_at", IdempotencyLifetime, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
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

    [LoggerMessage(LogLevel.Warning, "Housekeeping is put off: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
