using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Lets a rule act on the cards that are open when its person says yes. Job by job, each whole: nobody waits for the lock on
/// one job while holding that on another. Where it was cut short, the same yes again does the rest.
/// </summary>
internal sealed class OpenDecks(JobsDbContext db, Suppression suppression, AuditBook audits)
{
    public async Task HideAsync(RememberedPattern rule, CancellationToken cancellationToken)
    {
        var jobIds = await (
            from job in db.Jobs
            where job.UserId == rule.UserId && (job.Status == JobStatus.Running || job.Status == JobStatus.Ready) && job.ContentErasedAt == null
                && job.Accepted + job.Rejected + job.Skipped < job.Total
            join change in db.Changes on job.Id equals change.JobId
            where change.Category == rule.Category && change.Pattern == rule.Pattern && change.State == ChangeState.Pending
            select job.Id).Distinct().ToListAsync(cancellationToken);
        foreach (var jobId in jobIds)
        {
            db.ChangeTracker.Clear();
            await HideAsync(jobId, rule, cancellationToken);
        }
    }

    private async Task HideAsync(Guid jobId, RememberedPattern rule, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockJobAsync(jobId, cancellationToken) is not { } job || job.RefuseDecisions() is not null)
        {
            return;
        }

        var open = await db.Changes.Where(change => change.JobId == jobId && change.Category == rule.Category && change.Pattern == rule.Pattern && change.State == ChangeState.Pending)
            .ToListAsync(cancellationToken);
        await suppression.HideAsync(job, open, cancellationToken);
        await audits.SettleAsync(job, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
