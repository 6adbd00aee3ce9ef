using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Work;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Rejected stays rejected: what the person said no to before, in the same words and surroundings, and what a rule of
/// theirs names is rejected for them when it is proposed, with the reason. Undoing that brings it back for good. In a review
/// that is done once more that holds for all that was rejected in the first one, without any memory.
/// </summary>
internal sealed class Suppression(JobsDbContext db, DecisionBook book)
{
    /// <summary>Everything that is hidden in a job can be brought back at once, as a bulk action is undone.</summary>
    public static Guid BatchOf(Guid jobId) => StableId.Of(jobId, "hidden");

    /// <param name="changes">Saved in this transaction or before; the caller has locked their job.</param>
    public async Task HideAsync(Job job, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var reasons = await db.ShareMemoryAsync(job.UserId, cancellationToken) is { IsOn: true } ? await Reasons.OfAsync(db, job.UserId, changes, cancellationToken) : null;
        var before = await RejectedBefore.OfAsync(db, job, changes, cancellationToken);
        var hidden = changes.Select(change => (Change: change, Because: reasons?.Of(change) ?? before.Of(change))).Where(one => one.Because is not null).ToList();
        await book.RecordAsync(
            job, [.. hidden.Select(one => new Entry(one.Change.Id, DecisionAction.Reject, BatchId: BatchOf(job.Id), By: DecidedBy.Rule, Because: one.Because))],
            [.. hidden.Select(one => one.Change)], cancellationToken);
        MemoryMetrics.Hidden(hidden.Count);
    }

    /// <summary>What of a person's memory speaks about some changes.</summary>
    private sealed class Reasons
    {
        private readonly Dictionary<Guid, (bool Accepted, DateTimeOffset At)> said;
        private readonly Dictionary<Guid, DateTimeOffset> restored;
        private readonly Dictionary<Guid, RememberedPattern> patterns;

        private Reasons(Dictionary<Guid, (bool, DateTimeOffset)> said, Dictionary<Guid, DateTimeOffset> restored, Dictionary<Guid, RememberedPattern> patterns) =>
            (this.said, this.restored, this.patterns) = (said, restored, patterns);

        public static async Task<Reasons> OfAsync(JobsDbContext db, Guid userId, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
        {
            var fingerprints = changes.Select(PieceOfEvidence.FingerprintOf).Distinct().ToArray();
            var patternIds = changes.Select(RememberedPattern.IdOf).Distinct().ToArray();
            var evidence = await db.MemoryEvidence.Where(piece => piece.UserId == userId && piece.Fingerprint != null && fingerprints.Contains(piece.Fingerprint.Value))
                .Select(piece => new { Fingerprint = piece.Fingerprint!.Value, piece.Accepted, piece.DecidedAt }).ToListAsync(cancellationToken);
            return new Reasons(
                evidence.GroupBy(piece => piece.Fingerprint).ToDictionary(same => same.Key, same => same.MaxBy(piece => piece.DecidedAt) is var last ? (last!.Accepted, last.DecidedAt) : default),
                await db.MemoryRestored.Where(change => change.UserId == userId && fingerprints.Contains(change.Fingerprint))
                    .ToDictionaryAsync(change => change.Fingerprint, change => change.At, cancellationToken),
                await db.MemoryPatterns.AsNoTracking().Where(pattern => pattern.UserId == userId && patternIds.Contains(pattern.PatternId))
                    .ToDictionaryAsync(pattern => pattern.PatternId, cancellationToken));
        }

        /// <summary>Why a change is hidden, for the person; null when it isn't.</summary>
        public string? Of(Change change)
        {
            var pattern = patterns.GetValueOrDefault(RememberedPattern.IdOf(change));
            if (pattern is { IsOn: false })
            {
                return null;
            }

            var fingerprint = PieceOfEvidence.FingerprintOf(change);
            var restoredAt = restored.TryGetValue(fingerprint, out var at) ? at : DateTimeOffset.MinValue;
            var last = said.TryGetValue(fingerprint, out var known) ? known : default;
            if (last is { At: var rejectedAt, Accepted: false } && rejectedAt > restoredAt)
            {
                return $"You rejected this before, on {rejectedAt:d MMMM yyyy}.";
            }

            // What they took in these very words, or brought back, since they agreed to the rule is an exception to it.
            return pattern is { Rule: RuleAnswer.On } rule && restoredAt <= rule.ChangedAt && !(last.Accepted && last.At > rule.ChangedAt)
                ? $"Your rule: {char.ToLowerInvariant(rule.Words[0])}{rule.Words[1..]}."
                : null;
        }
    }
}
