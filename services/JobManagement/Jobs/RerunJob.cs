using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// Does a review once more, on the same file and as it was asked for: a new job. What was rejected in the first one stays
/// rejected and says so, whether the person's memory is on or not.
/// </summary>
internal static class RerunJob
{
    public static async Task<Results<Accepted<JobView>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, JobsDbContext db, StorageClient storage, TimeProvider clock, CancellationToken cancellationToken)
    {
        var first = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id && job.UserId == user.Id, cancellationToken);
        if (first is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (first.IsUnderWay)
        {
            return ErrorResults.Conflict("This review is still under way.", ("status", first.Status));
        }

        if (first.ContentErasedAt is not null || await storage.FindAsync(first.FileId, cancellationToken) is not { } file)
        {
            return ErrorResults.Gone("The file of this job was deleted: upload it again.");
        }

        if (file.OwnerId != user.Id)
        {
            return ErrorResults.NotFound("file");
        }

        var job = Job.Submit(db, user.Id, file, first.Options, await db.QueueClassOfAsync(user.Id, cancellationToken), clock.Now(), rerunOf: first.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
    }
}
