using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

/// <summary>
/// <c>PUT /internal/artifacts/{artifactId}</c>: sent again, the same bytes change nothing, and others take their place.
/// An artifact that was deleted stays deleted.
/// </summary>
internal static class PutArtifact
{
    /// <summary>An artifact may outgrow its original, a report does; this many times the largest upload.</summary>
    private const int Growth = 4;

    public static async Task<Results<Ok<InternalFileView>, ErrorResult>> HandleAsync(
        Guid artifactId, Guid ownerId, string name, string contentType, HttpRequest request, StorageDbContext db,
        IncomingFolder incoming, ObjectKeeper objects, IOptions<UploadOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var bytes = await incoming.ReceiveAsync(request.Body, options.Value.MaxFileBytes * Growth, cancellationToken);
        if (bytes.IsTooLarge)
        {
            return ErrorResults.PayloadTooLarge("body", options.Value.MaxFileBytes * Growth, bytes.IsWhole ? bytes.Size : null);
        }

        var file = await db.Files.IgnoreQueryFilters().SingleOrDefaultAsync(one => one.Id == artifactId, cancellationToken);
        if (file is { DeletedAt: not null } or { Kind: not FileKind.Artifact } || (file is not null && file.UserId != ownerId))
        {
            return ErrorResults.Conflict("This id belongs to another file, or to one that was deleted.");
        }

        if (file?.Sha256 == bytes.Sha256)
        {
            return TypedResults.Ok(InternalFileView.Of(file));
        }

        if (file is not null)
        {
            db.DoomedObjects.Add(new DoomedObject(file.ObjectKey, clock.GetUtcNow()));
        }
        else
        {
            file = new StoredFile { Id = artifactId, UserId = ownerId, Kind = FileKind.Artifact, Name = "", ContentType = "", CreatedAt = clock.GetUtcNow() };
            db.Files.Add(file);
        }

        file.Name = FileName.Clean(name);
        file.ContentType = contentType is { Length: > 0 } ? contentType : MediaTypeNames.Application.Octet;
        file.Hold(await objects.KeepAsync(bytes, file.ContentType, cancellationToken), bytes);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(InternalFileView.Of(file));
    }
}
