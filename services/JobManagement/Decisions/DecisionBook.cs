using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>A decision to be recorded.</summary>
internal readonly record struct Entry(
    Guid ChangeId, DecisionAction Action, string? Replacement = null, DateTimeOffset? DecidedAt = null, Guid? ClientId = null, Guid? BatchId = null);

/// <summary>Records decisions on a job that the caller has locked: appends them, and lets states, counts, events and messages follow.</summary>
internal sealed class DecisionBook(JobsDbContext db, TimeProvider clock)
{
    public async Task RecordAsync(Job job, IReadOnlyList<Entry> entries, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var now = clock.Now();
        var appended = entries.Select(entry => new Decision
        {
            JobId = job.Id,
            Seq = job.NextDecision(),
            UserId = job.UserId,
            ChangeId = entry.ChangeId,
            ClientId = entry.ClientId,
            BatchId = entry.BatchId,
            Action = entry.Action,
            Replacement = entry.Action == DecisionAction.Edit ? entry.Replacement : null,
            // A device whose clock is ahead would win for ever: nothing was decided later than it arrived.
            DecidedAt = entry.DecidedAt is { } at && at < now ? at.ToMicroseconds() : now,
            ReceivedAt = now,
        }).ToList();

        var ids = changes.Select(change => change.Id).ToArray();
        var known = await db.Decisions.AsNoTracking().Where(decision => ids.Contains(decision.ChangeId)).ToListAsync(cancellationToken);
        var byChange = known.Concat(appended).ToLookup(decision => decision.ChangeId);
        db.Decisions.AddRange(appended);
        foreach (var change in changes)
        {
            var before = change.State;
            change.Follow(Decision.Standing(byChange[change.Id]));
            job.Recount(before, change.State);
        }

        db.Append(job, JobEventKind.Decision, ids);
        job.AnnounceReview(db, now);
        JobMetrics.Decided(appended);
    }
}
