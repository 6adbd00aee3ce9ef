using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>A decision to be recorded.</summary>
internal readonly record struct Entry(
    Guid ChangeId, DecisionAction Action, string? Replacement = null, DateTimeOffset? DecidedAt = null, Guid? ClientId = null, Guid? BatchId = null,
    DecidedBy By = DecidedBy.Person, string? Because = null);

/// <summary>Records decisions on a job that the caller has locked: appends them, and lets states, counts, events and messages follow.</summary>
internal sealed class DecisionBook(JobsDbContext db, TimeProvider clock)
{
    /// <param name="changes">Those that the entries are about.</param>
    /// <returns>How many changes have another state now: those that were settled or set free count too.</returns>
    public async Task<int> RecordAsync(Job job, IReadOnlyList<Entry> entries, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return 0;
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
            By = entry.By,
            Because = entry.Because,
            // A device whose clock is ahead would win for ever: nothing was decided later than it arrived.
            DecidedAt = entry.DecidedAt is { } at && at < now ? at.ToMicroseconds() : now,
            ReceivedAt = now,
        }).ToList();

        var concerned = await WithWhatHangsTogetherAsync(job, changes, cancellationToken);
        var before = concerned.ToDictionary(change => change, change => (change.State, change.SettledBy, change.Verdict));
        await SettleAsync(concerned, appended, cancellationToken);
        db.Decisions.AddRange(appended);

        foreach (var (change, (state, _, _)) in before)
        {
            job.Recount(state, change.State);
        }

        var decided = changes.Select(change => change.Id).ToHashSet();
        var told = before.Where(was => decided.Contains(was.Key.Id) || (was.Value.State, was.Value.SettledBy) != (was.Key.State, was.Key.SettledBy)).Select(was => was.Key.Id);
        db.Append(job, JobEventKind.Decision, [.. told]);
        if (job.IsReviewed)
        {
            job.AnnounceReview(db, await Judgement.OfAsync(db, job.Id, before.Select(was => (was.Key, was.Value.Verdict)), cancellationToken), now);
        }

        JobMetrics.Decided(appended);
        return before.Count(was => was.Value.State != was.Key.State);
    }

    private async Task<List<Change>> WithWhatHangsTogetherAsync(Job job, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        var sets = changes.Select(change => change.ConflictSet).OfType<Guid>().Distinct().ToArray();
        var others = sets.Length == 0
            ? []
            : await db.Changes.Where(change => change.JobId == job.Id && change.ConflictSet != null && sets.Contains(change.ConflictSet.Value)).ToListAsync(cancellationToken);
        return [.. changes.Union(others)];
    }

    private async Task SettleAsync(List<Change> changes, List<Decision> appended, CancellationToken cancellationToken)
    {
        var ids = changes.Select(change => change.Id).ToArray();
        var known = await db.Decisions.AsNoTracking().Where(decision => ids.Contains(decision.ChangeId)).ToListAsync(cancellationToken);
        var standing = known.Concat(appended).GroupBy(decision => decision.ChangeId).Select(Decision.Standing).OfType<Decision>()
            .ToDictionary(decision => decision.ChangeId);
        Outcome.Settle(changes, standing, await ChangeConflict.RivalsAsync(db, changes, cancellationToken));
    }
}
