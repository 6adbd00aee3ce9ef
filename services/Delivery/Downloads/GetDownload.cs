using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Delivery.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

/// <summary><c>GET /downloads/{id}</c>: each answer has a fresh link.</summary>
internal static class GetDownload
{
    public static async Task<Results<Ok<DownloadView>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, DeliveryDbContext db, DownloadLinks links, CancellationToken cancellationToken) =>
        await db.Artifacts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.UserId == user.Id, cancellationToken) is { } artifact
            ? TypedResults.Ok(DownloadView.Of(artifact, links))
            : ErrorResults.NotFound("download");
}
