using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Work;

/// <summary>Tells that this worker is there and how much it takes on, so that the line gives it its share within seconds.</summary>
internal sealed partial class Presence(IServiceScopeFactory scopes, IOptions<WorkOptions> options, TimeProvider clock, ILogger<Presence> logger) : BackgroundService
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly Guid id = Guid.CreateVersion7();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(db => db.Database.ExecuteSqlAsync($"delete from workers where id = {id}", cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pulse, clock);
        do
        {
            var now = clock.Now();
            await TryAsync(db => db.Database.ExecuteSqlAsync($"""
                with gone as (delete from workers where seen_until < {now - TimeSpan.FromHours(1)})
                insert into workers (id, places, seen_until) values ({id}, {options.Value.Concurrency}, {now + Lifetime})
                on conflict (id) do update set seen_until = excluded.seen_until
                """, stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<JobsDbContext, Task> tell)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await tell(scope.ServiceProvider.GetRequiredService<JobsDbContext>());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogUntold(logger, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "This worker could not tell that it is there: {Reason}")]
    private static partial void LogUntold(ILogger logger, string reason);
}
