using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Uploads;

/// <summary>
/// <c>POST /uploads/tus</c>, with the first bytes or without. With all of them it is one request and one save, and the answer
/// is the file. An Idempotency-Key that was seen answers with the upload that it began, wherever that is by now.
/// </summary>
internal static class CreateUpload
{
    public static async Task<Results<Created<FileView>, ErrorResult>> HandleAsync(
        HttpContext http, CurrentUser user, StorageDbContext db, IncomingFolder incoming, UploadProgress progress, UploadRoom room,
        IOptions<UploadOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (asked, refusal) = Announcement.Read(http.Request, user, options.Value, clock.GetUtcNow());
        if (asked is null)
        {
            return refusal!;
        }

        if (await FindAsync(db, asked, clock, cancellationToken) is { } known)
        {
            return await AnswerAgainAsync(http, db, asked, known, cancellationToken);
        }

        if (await room.WhyNoneAsync(user.Id, asked.Size, cancellationToken) is { } none)
        {
            return none;
        }

        db.Uploads.Add(asked);
        StoredFile? file = null;
        try
        {
            if (!UploadBody.IsThere(http.Request))
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            else
            {
                (var bytes, refusal) = await UploadBody.ReceiveAsync(http.Request, incoming, asked, cancellationToken);
                await using (bytes)
                {
                    // Cut off before it knew where to go on: only its key leads a client back here.
                    if (bytes is { IsWhole: false } && asked.Key is null)
                    {
                        return ErrorResults.Validation("The upload is not complete, and nobody could go on with it.");
                    }

                    if (bytes is not null)
                    {
                        (file, refusal) = await progress.TakeAsync(asked, bytes);
                    }
                }
            }
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await FindAsync(db, asked, clock, cancellationToken) is { } first
                ? await AnswerAgainAsync(http, db, asked, first, cancellationToken)
                : ErrorResults.Conflict("An upload with this Idempotency-Key has just expired: send it again.");
        }

        return refusal is not null ? refusal : Answer(http.Response, asked, file);
    }

    private static async Task<Upload?> FindAsync(StorageDbContext db, Upload asked, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return asked.Key is null ? null : await db.Uploads.AsNoTracking().SingleOrDefaultAsync(
            upload => upload.UserId == asked.UserId && upload.Key == asked.Key && upload.ExpiresAt > now, cancellationToken);
    }

    private static async Task<Results<Created<FileView>, ErrorResult>> AnswerAgainAsync(
        HttpContext http, StorageDbContext db, Upload asked, Upload known, CancellationToken cancellationToken)
    {
        // A client that is busy sending does not look for an answer; there is no more of it than one file.
        await http.Request.Body.CopyToAsync(Stream.Null, cancellationToken);
        if (known.Size != asked.Size || known.Metadata != asked.Metadata)
        {
            return new ErrorResult(StatusCodes.Status422UnprocessableEntity, ErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used with another request.");
        }

        return Answer(http.Response, known, await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == known.FileId, cancellationToken));
    }

    private static Created<FileView> Answer(HttpResponse response, Upload upload, StoredFile? file)
    {
        response.Tell(upload);
        return TypedResults.Created($"{TusProtocol.Path}/{upload.Id}", file is null ? null : FileView.Of(file));
    }
}
