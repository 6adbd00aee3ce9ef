using Npgsql;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>Moves the line whenever a job comes, ends or goes back into it (NOTIFY), and every second for what only time changes.</summary>
internal sealed partial class Dispatcher(NpgsqlDataSource database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Dispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DispatchAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("listen job_line", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<Line>().AdvanceAsync(cancellationToken);
            }

            await connection.WaitAsync(Poll, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The line stands still for a moment")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
