using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>Takes back what was decided at once, by a person, a rule or the autopilot, where it still stands.</summary>
internal sealed class BatchUndo(JobsDbContext db, DecisionBook book)
{
    /// <param name="job">Locked by the caller.</param>
    /// <returns>As in <see cref="BulkResponse"/>; null when there is no such batch.</returns>
    public async Task<(int Resolved, int Skipped)?> UndoAsync(Job job, Guid batchId, DecidedBy by, string? because, CancellationToken cancellationToken)
    {
        var concerned = await db.Decisions.Where(decision => decision.JobId == job.Id && decision.BatchId == batchId)
            .Select(decision => decision.ChangeId).Distinct().ToListAsync(cancellationToken);
        if (concerned.Count == 0)
        {
            return null;
        }

        var decisions = await db.Decisions.AsNoTracking().Where(decision => concerned.Contains(decision.ChangeId)).ToListAsync(cancellationToken);
        var standing = decisions.GroupBy(decision => decision.ChangeId)
            .Where(ofOneChange => Decision.Standing(ofOneChange)?.BatchId == batchId).Select(ofOneChange => ofOneChange.Key).ToList();
        var changes = await db.Changes.Where(change => standing.Contains(change.Id)).ToListAsync(cancellationToken);
        var resolved = await book.RecordAsync(
            job, [.. standing.Select(changeId => new Entry(changeId, DecisionAction.Undo, BatchId: batchId, By: by, Because: because))], changes, cancellationToken);
        return (resolved, concerned.Count - standing.Count);
    }
}
