using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Changes;

/// <summary>The accepted changes of a job, which are what is written and what is paid for.</summary>
internal static class AcceptedSet
{
    public static IQueryable<Change> AcceptedOf(this JobsDbContext db, Guid jobId) =>
        db.Changes.AsNoTracking().Where(change => change.JobId == jobId && change.State == ChangeState.Accepted);

    /// <summary>
    /// No two of them exclude each other, by the way that states follow from decisions. Nobody is charged for, or given, a
    /// document of which that is not true.
    /// </summary>
    public static async Task EnsureSoundAsync(JobsDbContext db, Guid jobId, CancellationToken cancellationToken)
    {
        var excluded =
            from change in db.AcceptedOf(jobId)
            join conflict in db.Conflicts on change.Id equals conflict.ChangeId
            join other in db.AcceptedOf(jobId) on conflict.OtherId equals other.Id
            where change.ConflictSet != null
            select change.Id;
        if (await excluded.AnyAsync(cancellationToken))
        {
            throw new InvalidOperationException($"Job {jobId} has accepted changes that exclude each other.");
        }
    }
}
