using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Lets a person's evidence follow what they say, in the transaction that records it: each change that they said something
/// else to is learned anew, or no more. What was decided for them moves nothing.
/// </summary>
internal sealed class MemoryBook(JobsDbContext db, TimeProvider clock)
{
    /// <param name="changes">With what was said to them before.</param>
    /// <param name="standing">The decisions that stand now.</param>
    public async Task FollowAsync(
        Job job, IReadOnlyDictionary<Change, Said> changes, IReadOnlyDictionary<Guid, Decision> standing, CancellationToken cancellationToken)
    {
        var moved = changes.Where(change => change.Value.WasOtherThan(change.Key)).Select(change => change.Key).ToList();
        var restored = changes.Where(change => change.Value.IsHidden && !change.Key.IsHidden).Select(change => change.Key).ToList();
        if (moved.Count == 0 && restored.Count == 0)
        {
            return;
        }

        var owner = await db.ShareMemoryAsync(job.UserId, cancellationToken);
        var said = moved.FindAll(change => change.Verdict is not null);
        var learned = owner.IsOn && said.Count > 0 ? await ToBeLearnedAsync(owner, said, standing, cancellationToken) : [];
        await ForgetAsync(job.UserId, [.. moved.Except(learned).Select(change => change.Id)], cancellationToken);
        await LearnAsync(job, learned, cancellationToken);
        await KeepRestoredAsync(job.UserId, restored, cancellationToken);
    }

    private async Task<List<Change>> ToBeLearnedAsync(
        MemoryOwner owner, List<Change> changes, IReadOnlyDictionary<Guid, Decision> standing, CancellationToken cancellationToken)
    {
        var ids = changes.Select(RememberedPattern.IdOf).Distinct().ToArray();
        var switchedOff = await db.MemoryPatterns.Where(pattern => pattern.UserId == owner.UserId && ids.Contains(pattern.PatternId) && !pattern.IsOn)
            .Select(pattern => pattern.PatternId).ToHashSetAsync(cancellationToken);
        var forgotten = await db.MemoryForgotten.Where(pattern => pattern.UserId == owner.UserId && ids.Contains(pattern.PatternId))
            .ToDictionaryAsync(pattern => pattern.PatternId, pattern => pattern.At, cancellationToken);
        return changes.FindAll(change =>
            !switchedOff.Contains(RememberedPattern.IdOf(change))
            // By this clock, not the device's: what comes to light again after it was forgotten arrived before that.
            && (Later(owner.ForgottenAt, forgotten.TryGetValue(RememberedPattern.IdOf(change), out var at) ? at : null) is not { } since
                || standing[change.Id].ReceivedAt > since));
    }

    private Task<int> ForgetAsync(Guid userId, Guid[] changeIds, CancellationToken cancellationToken) => changeIds.Length == 0
        ? Task.FromResult(0)
        : db.MemoryEvidence.Where(piece => piece.UserId == userId && changeIds.Contains(piece.ChangeId)).ExecuteDeleteAsync(cancellationToken);

    private async Task LearnAsync(Job job, List<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var documentType = DocumentTypes.Of(job.ContentType);
        Guid[] ids = [.. changes.Select(change => change.Id)];
        Guid[] patternIds = [.. changes.Select(RememberedPattern.IdOf)];
        string[] patterns = [.. changes.Select(change => change.Pattern)];
        string[] categories = [.. changes.Select(change => change.Category)];
        bool[] accepted = [.. changes.Select(change => change.Verdict!.Value)];
        Guid[] fingerprints = [.. changes.Select(PieceOfEvidence.FingerprintOf)];
        DateTimeOffset[] decidedAt = [.. changes.Select(change => change.DecidedAt!.Value)];
        double[] weights = [.. decidedAt.Select(PieceOfEvidence.WeightOf)];
        await db.Database.ExecuteSqlAsync($"""
            insert into memory_evidence (user_id, change_id, pattern_id, pattern, category, document_type, accepted, fingerprint, decided_at, weight)
            select {job.UserId}, piece.id, piece.pattern_id, piece.pattern, piece.category, {documentType}, piece.accepted, piece.fingerprint, piece.decided_at, piece.weight
            from unnest({ids}, {patternIds}, {patterns}, {categories}, {accepted}, {fingerprints}, {decidedAt}, {weights})
                as piece (id, pattern_id, pattern, category, accepted, fingerprint, decided_at, weight)
            on conflict (user_id, change_id) do update set accepted = excluded.accepted, decided_at = excluded.decided_at, weight = excluded.weight
            """, cancellationToken);
    }

    private async Task KeepRestoredAsync(Guid userId, List<Change> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.DistinctBy(PieceOfEvidence.FingerprintOf))
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into memory_restored (user_id, fingerprint, pattern_id, at) values ({userId}, {PieceOfEvidence.FingerprintOf(change)}, {RememberedPattern.IdOf(change)}, {clock.Now()})
                on conflict (user_id, fingerprint) do update set at = excluded.at
                """, cancellationToken);
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}

/// <summary>What stood before: of a change's state, all that others hear of.</summary>
internal readonly record struct Said(ChangeState State, Guid? SettledBy, bool? Verdict, DateTimeOffset? At, bool IsHidden)
{
    public static Said Of(Change change) => new(change.State, change.SettledBy, change.Verdict, change.DecidedAt, change.IsHidden);

    /// <summary>Whether the person says something else to it now, or says it at another time.</summary>
    public bool WasOtherThan(Change change) => Verdict != change.Verdict || (Verdict is not null && At != change.DecidedAt);
}
