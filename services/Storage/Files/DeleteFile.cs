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
        var file = await db.Files.SingleOrDefaultAsync(
            one => one.Id == fileId && one.UserId == user.Id && one.Kind == FileKind.Upload, cancellationToken);
        if (file is null)
        {
            return ErrorResults.NotFound("file");
        }

        var now = clock.GetUtcNow();
        db.Publish(file.Delete(now));
        db.DoomedObjects.Add(new DoomedObject(file.ObjectKey, now));
        await db.SaveChangesAsync(cancellationToken);
        await reaper.TryReapAsync(file.ObjectKey, cancellationToken);
        return TypedResults.NoContent();
    }
}
