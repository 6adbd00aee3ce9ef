using Microsoft.EntityFrameworkCore;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Objects;

/// <summary>Deletes doomed bytes. Any number may work at once: each row is one reaper's, and goes only after its bytes went.</summary>
internal sealed partial class ObjectReaper(StorageDbContext db, IObjectStore store, TimeProvider clock, ILogger<ObjectReaper> logger)
{
    private const int BatchSize = 50;

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ReapDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.DoomedObjects.FromSql($"""
            select * from doomed_objects where due_at <= {now} order by due_at limit {BatchSize} for update skip locked
            """).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var doomed in due)
        {
            await store.DeleteAsync(doomed.ObjectKey, cancellationToken);
        }

        var keys = due.ConvertAll(doomed => doomed.ObjectKey);
        await db.DoomedObjects.Where(doomed => keys.Contains(doomed.ObjectKey)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    /// <summary>Deletes one object now. A store that is away is only logged: the sweeper comes back for it.</summary>
    public async Task TryReapAsync(Guid key, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(key, cancellationToken);
            await db.DoomedObjects.Where(doomed => doomed.ObjectKey == key).ExecuteDeleteAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogPostponed(logger, key, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The object {Key} could not be deleted now and will be by the sweeper")]
    private static partial void LogPostponed(ILogger logger, Guid key, Exception fault);
}
