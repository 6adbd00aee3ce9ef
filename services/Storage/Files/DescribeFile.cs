using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Files;

/// <summary><c>GET /internal/files/{fileId}</c></summary>
internal static class DescribeFile
{
    public static async Task<Results<Ok<InternalFileView>, ErrorResult>> HandleAsync(Guid fileId, StorageDbContext db, CancellationToken cancellationToken) =>
        await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == fileId, cancellationToken) is { } file
            ? TypedResults.Ok(InternalFileView.Of(file))
            : ErrorResults.NotFound("file");
}
