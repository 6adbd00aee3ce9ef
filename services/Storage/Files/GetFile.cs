using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Files;

/// <summary><c>GET /uploads/{fileId}</c></summary>
internal static class GetFile
{
    public static async Task<Results<Ok<FileView>, ErrorResult>> HandleAsync(
        Guid fileId, CurrentUser user, StorageDbContext db, CancellationToken cancellationToken) =>
        await db.Files.AsNoTracking().SingleOrDefaultAsync(
            file => file.Id == fileId && file.UserId == user.Id && file.Kind == FileKind.Upload, cancellationToken) is { } file
            ? TypedResults.Ok(FileView.Of(file))
            : ErrorResults.NotFound("file");
}
