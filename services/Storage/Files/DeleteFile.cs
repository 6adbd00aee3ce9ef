using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

/// <summary><c>DELETE /uploads/{fileId}</c>: the bytes go at once; should that fail, the sweeper goes on trying.</summary>
internal static class DeleteFile
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(
        Guid fileId, CurrentUser user, StorageDbContext db, ObjectReaper reaper, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of many that delete it at once, one finds it.
        var file = await db.Files.FromSql($"""
            select *, xmin from files where id = {fileId} and user_id = {user.Id} and kind = 'upload' and deleted_at is null for update
            """).SingleOrDefaultAsync(cancellationToken);
        if (file is null)
        {
            return ErrorResults.NotFound("file");
        }

        var now = clock.GetUtcNow();
        db.Publish(file.Delete(now));
        db.DoomedObjects.Add(new DoomedObject(file.ObjectKey, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await reaper.TryReapAsync(file.ObjectKey, cancellationToken);
        return TypedResults.NoContent();
    }
}
