using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

internal static class GetJob
{
    public static async Task<Results<Ok<JobView>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, JobsDbContext db, JobCache cache, Places places, CancellationToken cancellationToken)
    {
        if (await cache.FindAsync(id) is { } cached)
        {
            return cached.UserId == user.Id ? TypedResults.Ok(await places.ShowAsync(cached.Job, cancellationToken)) : ErrorResults.NotFound("job");
        }

        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id && job.UserId == user.Id, cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        var view = JobView.Of(job);
        await cache.KeepAsync(job, view);
        return TypedResults.Ok(await places.ShowAsync(view, cancellationToken));
    }
}
