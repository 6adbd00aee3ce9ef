using Microsoft.EntityFrameworkCore;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Upstream;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

/// <summary><c>GET /downloads/{id}/content?expires=&amp;signature=</c>: for whoever holds the link, while it lasts.</summary>
internal static class FetchContent
{
    public static async Task<IResult> HandleAsync(
        Guid id, long expires, string signature, HttpRequest request, DownloadLinks links, DeliveryDbContext db, StorageClient storage, CancellationToken cancellationToken)
    {
        switch (links.Check(id, expires, signature))
        {
            case LinkState.Forged:
                return ErrorResults.Forbidden("This is not a link that we made: open the download anew.");
            case LinkState.Expired:
                return ErrorResults.Gone("This link has expired: open the download anew.");
            case LinkState.Valid:
                break;
        }

        var artifact = await db.Artifacts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        return artifact is { Status: ArtifactStatus.Ready, FileId: { } fileId }
            ? await FileRelay.OpenAsync(storage, fileId, artifact.Name, request, cancellationToken)
            : ErrorResults.Gone("The file is not kept any more.");
    }
}
