using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;
using SwipeReview.Storage.Uploads;

namespace SwipeReview.Storage.Retention;

/// <summary>
/// Ends files whose retention is over and uploads that nobody goes on with, deletes doomed bytes, and clears away what
/// broken requests left. All of it is written down in rows, so a restart forgets nothing, and one instance sweeps for all.
/// </summary>
internal sealed partial class Sweeper(
    IServiceScopeFactory scopes, Rounds rounds, IncomingFolder incoming, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Sweeper> logger) : BackgroundService
{
    private const int BatchSize = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // More often than it is due: whichever instance looks first when it is takes it.
        using var timer = new PeriodicTimer(options.Value.SweepInterval / 4, clock);
        do
        {
            try
            {
                if (await rounds.TryBeginAsync("sweep", options.Value.SweepInterval, stoppingToken))
                {
                    await UntilDoneAsync(ExpireAsync, stoppingToken);
                    await UntilDoneAsync(ExpireUploadsAsync, stoppingToken);
                    await UntilDoneAsync((services, token) => services.GetRequiredService<ObjectReaper>().ReapDueAsync(token), stoppingToken);
                }

                // Each instance has a folder of its own.
                incoming.RemoveAbandoned(options.Value.AbandonedAfter);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task UntilDoneAsync(Func<IServiceProvider, CancellationToken, Task<bool>> step, CancellationToken cancellationToken)
    {
        bool mayHaveMore;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            mayHaveMore = await step(scope.ServiceProvider, cancellationToken);
        }
        while (mayHaveMore);
    }

    private async Task<bool> ExpireAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<StorageDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var over = await db.Files.FromSql($"""
            select *, xmin from files where deleted_at is null and delete_after <= {now} order by delete_after limit {BatchSize} for update skip locked
            """).ToListAsync(cancellationToken);
        foreach (var file in over)
        {
            db.Publish(file.Delete(now));
            db.DoomedObjects.Add(new DoomedObject(file.ObjectKey, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return over.Count == BatchSize;
    }

    /// <summary>Whoever appends at this moment finds the row gone, and their bytes are doomed already.</summary>
    private async Task<bool> ExpireUploadsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<StorageDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var over = await db.Uploads.FromSql($"""
            select *, xmin from uploads where expires_at <= {now} order by expires_at limit {BatchSize} for update skip locked
            """).ToListAsync(cancellationToken);
        foreach (var upload in over)
        {
            await services.GetRequiredService<UploadProgress>().EndAsync(upload, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return over.Count == BatchSize;
    }

    [LoggerMessage(LogLevel.Warning, "The sweep could not be finished and goes on at the next turn")]
    private static partial void LogPostponed(ILogger logger, Exception fault);
}
