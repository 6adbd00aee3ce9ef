using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Delivery.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

/// <summary><c>GET /downloads?jobId=</c>, newest first.</summary>
internal static class ListDownloads
{
    public static async Task<Results<Ok<Page<DownloadView>>, ErrorResult>> HandleAsync(
        Guid? jobId, PageQuery page, CurrentUser user, DeliveryDbContext db, DownloadLinks links, CancellationToken cancellationToken)
    {
        var artifacts = db.Artifacts.AsNoTracking().Where(artifact => artifact.UserId == user.Id && (jobId == null || artifact.JobId == jobId));
        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Guid>(cursor, out var last))
            {
                return Cursor.Invalid();
            }

            artifacts = artifacts.Where(artifact => artifact.Id < last);
        }

        var rows = await artifacts.OrderByDescending(artifact => artifact.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<DownloadView>.From(rows, page.Limit, row => DownloadView.Of(row, links), row => Cursor.Encode(row.Id)));
    }
}
