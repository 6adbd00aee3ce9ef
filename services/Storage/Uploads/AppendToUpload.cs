using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Uploads;

/// <summary><c>PATCH /uploads/tus/{id}</c>. Of a request that is cut off, what has arrived counts, unless a checksum was to hold for all of it.</summary>
internal static class AppendToUpload
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(
        Guid id, HttpContext http, CurrentUser user, StorageDbContext db, IncomingFolder incoming, UploadProgress progress, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!UploadBody.HasTheType(http.Request))
        {
            return UploadBody.WrongType();
        }

        if (await db.Uploads.GetOwnAsync(id, user, clock, cancellationToken) is not { } upload)
        {
            return ErrorResults.NotFound("upload");
        }

        if (http.Request.Headers.Number(Tus.UploadOffset) != upload.Received)
        {
            http.Response.Tell(upload);
            return Elsewhere(upload);
        }

        if (upload.FileId is null)
        {
            var (bytes, refusal) = await UploadBody.ReceiveAsync(http.Request, incoming, upload, cancellationToken);
            await using (bytes)
            {
                if (bytes is not null)
                {
                    refusal = (await progress.TakeAsync(upload, bytes)).Refusal;
                }
            }

            if (refusal is not null)
            {
                return refusal;
            }
        }

        http.Response.Tell(upload);
        return TypedResults.NoContent();
    }

    private static ErrorResult Elsewhere(Upload upload) =>
        ErrorResults.Conflict("The upload goes on elsewhere: send what comes after its offset.", ("offset", upload.Received));
}
