using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// Stops a job, free of charge. It is cancelled when this answers; a worker that has it notices that its lease is gone
/// and lets go. Cancelling again answers the same.
/// </summary>
internal static class CancelJob
{
    public static async Task<Results<Accepted<JobView>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await db.LockJobAsync(id, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        if (!job.Cancel(db, clock.Now()) && job.Status != JobStatus.Cancelled)
        {
            return ErrorResults.Conflict("This job has ended: there is nothing to cancel.", ("status", job.Status));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
    }
}
