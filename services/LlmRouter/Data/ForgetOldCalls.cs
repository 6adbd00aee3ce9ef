using Microsoft.EntityFrameworkCore;

namespace SwipeReview.LlmRouter.Data;

/// <summary>Calls and days of spending are for today's figures and last week's questions; what is metered stays in <c>usage</c>.</summary>
internal sealed partial class ForgetOldCalls(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetOldCalls> logger) : BackgroundService
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Lifetime;
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RouterDbContext>();
        await db.Calls.Where(call => call.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from spending where day < {day}", cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old calls are forgotten later: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
