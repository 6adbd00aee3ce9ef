using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

/// <summary><c>GET /internal/files/{fileId}/content</c>: streamed, with ranges; the ETag is the hash, so it is strong and never stale.</summary>
internal static class StreamFile
{
    public static async Task<Results<FileStreamHttpResult, ErrorResult>> HandleAsync(
        Guid fileId, StorageDbContext db, IObjectStore store, CancellationToken cancellationToken)
    {
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(one => one.Id == fileId, cancellationToken);
        if (file is null || await store.OpenAsync(file.ObjectKey, file.Size, cancellationToken) is not { } content)
        {
            return ErrorResults.NotFound("file");
        }

        return TypedResults.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            lastModified: file.CreatedAt, enableRangeProcessing: true);
    }
}
