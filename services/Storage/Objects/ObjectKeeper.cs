using Npgsql;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Objects;

/// <summary>
/// Stores bytes for a row that is about to be saved. They are doomed before they are stored, and pardoned by the save that
/// writes the row: whatever dies in between, no bytes are left that no row knows.
/// </summary>
internal sealed class ObjectKeeper(StorageDbContext db, NpgsqlDataSource database, IObjectStore store, TimeProvider clock)
{
    /// <summary>How long a store may take to swallow a file and a save to follow. A save that comes later finds its pardon gone, and fails.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <exception cref="ObjectStoreException">The store did not take them.</exception>
    /// <returns>The key of the stored bytes: they stay once the caller's row is saved with it.</returns>
    public async Task<Guid> KeepAsync(IncomingFile file, string contentType, CancellationToken cancellationToken)
    {
        var doomed = new DoomedObject(Guid.CreateVersion7(), clock.GetUtcNow() + Grace);
        // On a connection of its own: it must be committed whatever becomes of the request's transaction.
        await using (var doom = database.CreateCommand("insert into doomed_objects (object_key, due_at) values ($1, $2)"))
        {
            doom.Parameters.Add(new NpgsqlParameter { Value = doomed.ObjectKey });
            doom.Parameters.Add(new NpgsqlParameter { Value = doomed.DueAt });
            await doom.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            await store.PutAsync(doomed.ObjectKey, file, contentType, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new ObjectStoreException("The store did not take a file.", fault);
        }

        db.DoomedObjects.Remove(doomed);
        return doomed.ObjectKey;
    }
}
