using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Uploads;

/// <summary>
/// Takes bytes as an upload's next part; the last ones make it a file. Nothing is locked: whoever saves first has
/// appended, and the bytes of another who began at the same place are doomed. What has arrived is kept though its sender
/// may be gone by now, so none of it is cancelled.
/// </summary>
internal sealed class UploadProgress(
    StorageDbContext db, ObjectKeeper objects, IObjectStore store, IncomingFolder incoming, FileIntake intake, IOptions<UploadOptions> options, TimeProvider clock)
{
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has appended meanwhile.</exception>
    /// <exception cref="ObjectStoreException">The store did not take them.</exception>
    public async Task<(StoredFile? File, ErrorResult? Refusal)> TakeAsync(Upload upload, IncomingFile bytes)
    {
        var now = clock.GetUtcNow();
        upload.ExpiresAt = now + options.Value.UnfinishedFor;
        if (upload.Received + bytes.Size == upload.Size)
        {
            return await FinishAsync(upload, bytes, now);
        }

        if (bytes.Size > 0)
        {
            if (upload.Parts == Upload.MaxParts)
            {
                return (null, ErrorResults.Conflict($"The upload has {Upload.MaxParts} parts: begin anew with larger ones."));
            }

            db.UploadParts.Add(upload.Append(await objects.KeepAsync(bytes, Tus.BodyType, CancellationToken.None), bytes.Size));
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return (null, null);
    }

    private async Task<(StoredFile? File, ErrorResult? Refusal)> FinishAsync(Upload upload, IncomingFile last, DateTimeOffset now)
    {
        var parts = await PartsOf(upload).Where(part => part.Start < upload.Received).ToListAsync(CancellationToken.None);
        if (parts.Sum(part => part.Size) != upload.Received)
        {
            throw new DbUpdateConcurrencyException($"Upload {upload.Id} was finished or ended by somebody else.");
        }

        await using var joined = parts.Count == 0 && last.Sha256.Length > 0 ? null : await incoming.JoinAsync(OpenAsync(parts, last), upload.Size, CancellationToken.None);
        var (file, refusal) = await intake.TakeInAsync(joined ?? last, upload.Name, upload.UserId, CancellationToken.None);
        if (file is not null)
        {
            upload.Become(file.Id);
            Doom(parts, now);
        }
        else if (IsFinal(refusal!))
        {
            Doom(parts, now);
            Forget(upload);
        }
        else
        {
            return (null, refusal);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return (file, refusal);
    }

    /// <summary>What the bytes are will be the same the next time. That there is no room for them, or no scanner, may change.</summary>
    private static bool IsFinal(ErrorResult refusal) => refusal.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType;

    /// <summary>Ends it; the bytes go at the sweeper's next turn. The caller saves.</summary>
    public async Task EndAsync(Upload upload, CancellationToken cancellationToken)
    {
        Doom(await PartsOf(upload).ToListAsync(cancellationToken), clock.GetUtcNow());
        Forget(upload);
    }

    private IQueryable<UploadPart> PartsOf(Upload upload) => db.UploadParts.Where(part => part.UploadId == upload.Id).OrderBy(part => part.Start);

    private void Forget(Upload upload) => db.Entry(upload).State = db.Entry(upload).State == EntityState.Added ? EntityState.Detached : EntityState.Deleted;

    private void Doom(List<UploadPart> parts, DateTimeOffset now)
    {
        db.UploadParts.RemoveRange(parts);
        db.DoomedObjects.AddRange(parts.Select(part => new DoomedObject(part.ObjectKey, now)));
    }

    private async IAsyncEnumerable<Stream> OpenAsync(List<UploadPart> parts, IncomingFile last, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var part in parts)
        {
            yield return await store.OpenAsync(part.ObjectKey, part.Size, cancellationToken)
                ?? throw new ObjectStoreException($"The part of upload {part.UploadId} from {part.Start} on is gone.");
        }

        // Its owner disposes of it again, which does no harm.
        last.Content.Position = 0;
        yield return last.Content;
    }
}
