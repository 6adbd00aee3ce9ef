using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>A decision to be recorded.</summary>
internal readonly record struct Entry(
    Guid ChangeId, DecisionAction Action, string? Replacement = null, DateTimeOffset? DecidedAt = null, Guid? ClientId = null, Guid? BatchId = null,
    DecidedBy By = DecidedBy.Person, string? Because = null);

/// <summary>
/// Records decisions on a job that the caller has locked: appends them, and lets states, counts, memory, events and
/// messages follow.
/// </summary>
internal sealed class DecisionBook(JobsDbContext db, MemoryBook memory, ShadowBook shadows, TimeProvider clock)
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
        var appended = entries.Select(entry => Append(job, entry, now)).ToList();
        db.Decisions.AddRange(appended);
        var piles = await Piles.OfAsync(db, job, changes, cancellationToken);
        var before = piles.Changes.ToDictionary(change => change, Said.Of);
        appended.ForEach(await shadows.OpenAsync(job, appended, piles, cancellationToken) is { } page ? page.Put : piles.Put);
        await memory.FollowAsync(job, before, piles.Standing, cancellationToken);

        foreach (var (change, was) in before)
        {
            job.Recount(was.State, change.State);
        }

        // All that hangs together with what was decided, changed or not: who follows may have thought otherwise of it.
        db.Append(job, JobEventKind.Decision, [.. before.Keys.Select(change => change.Id)]);
        if (job.IsReviewed)
        {
            job.AnnounceReview(db, await Judgement.OfAsync(db, job.Id, before.Select(was => (was.Key, was.Value.Verdict)), cancellationToken), now);
        }

        JobMetrics.Decided(appended);
        return before.Count(was => was.Value.State != was.Key.State);
    }

    private static Decision Append(Job job, Entry entry, DateTimeOffset now) => new()
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
    };
}
