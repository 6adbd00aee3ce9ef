using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Holds the autopilot to its promise, in the transaction of the decisions that tell: when the cards that were held back
/// show that it was worse than promised, all that it decided is open again before anybody sees otherwise.
/// </summary>
internal sealed class AuditBook(JobsDbContext db, BatchUndo batches, TimeProvider clock)
{
    /// <param name="job">Locked by the caller, who has recorded decisions on it.</param>
    public async Task SettleAsync(Job job, CancellationToken cancellationToken)
    {
        if (await db.AutopilotBatches.SingleOrDefaultAsync(batch => batch.JobId == job.Id && batch.State == BatchState.Auditing, cancellationToken) is not { State: BatchState.Auditing } batch)
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken);
        var held = await (
            from audited in db.AutopilotAudits
            join change in db.Changes on audited.ChangeId equals change.Id
            where audited.BatchId == batch.Id
            select new { audited.Accepts, Change = change }).ToListAsync(cancellationToken);
        // Asked in bulk, or settled by another card, one tells nothing of how the person would have judged it.
        var telling = held.FindAll(card => IsOpen(card.Change) || card.Change is { Verdict: not null, DecidedBy: null or DecidedBy.Person });
        var answered = telling.FindAll(card => !IsOpen(card.Change));
        batch.Judge(telling.Count, answered.Count, answered.Count(card => card.Change.Verdict == card.Accepts), clock.Now());
        if (batch.State == BatchState.SteppedBack)
        {
            await batches.UndoAsync(job, batch.Id, DecidedBy.Autopilot, AutopilotWords.SteppedBack(batch), cancellationToken);
        }
    }

    /// <summary>The person took back a batch: if it is one of the autopilot's, its audit is over.</summary>
    public async Task WithdrawAsync(Job job, Guid batchId, CancellationToken cancellationToken) =>
        (await db.AutopilotBatches.SingleOrDefaultAsync(batch => batch.Id == batchId && batch.JobId == job.Id, cancellationToken))?.Withdraw(clock.Now());

    private static bool IsOpen(Change change) => change.State is ChangeState.Pending or ChangeState.Skipped;
}
