using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Predicts a person's decisions as they come in, each from what stood before it, those before it in the same request
/// included: predict, then look. What the prediction is compared with follows what stands, as evidence does.
/// </summary>
internal sealed class ShadowBook(JobsDbContext db, TimeProvider clock)
{
    /// <summary>Null when nothing is to be predicted: nothing was decided by the person themselves, card by card.</summary>
    public async Task<ShadowPage?> OpenAsync(Job job, IReadOnlyCollection<Decision> decisions, Piles piles, CancellationToken cancellationToken)
    {
        if (decisions.All(decision => decision.By != DecidedBy.Person))
        {
            return null;
        }

        var ids = piles.Changes.Select(change => change.Id).ToArray();
        var shadows = await db.MemoryShadows.Where(shadow => shadow.UserId == job.UserId && ids.Contains(shadow.ChangeId))
            .ToDictionaryAsync(shadow => shadow.ChangeId, cancellationToken);
        var isOn = (await db.ShareMemoryAsync(job.UserId, cancellationToken)).IsOn;
        if (!isOn || !decisions.Any(ShadowPage.IsAnswer))
        {
            return new ShadowPage(db, job, piles, shadows, null, [], [], clock.Now());
        }

        var patternIds = piles.Changes.Select(RememberedPattern.IdOf).Distinct().ToArray();
        var switchedOff = await db.MemoryPatterns.Where(pattern => pattern.UserId == job.UserId && patternIds.Contains(pattern.PatternId) && !pattern.IsOn)
            .Select(pattern => pattern.PatternId).ToHashSetAsync(cancellationToken);
        var learned = await db.MemoryEvidence.AsNoTracking().Where(piece => piece.UserId == job.UserId && ids.Contains(piece.ChangeId))
            .ToDictionaryAsync(piece => piece.ChangeId, cancellationToken);
        var memory = await db.RecallAsync(job.UserId, job.Id, clock.Now(), cancellationToken);
        return new ShadowPage(db, job, piles, shadows, memory, switchedOff, learned, clock.Now());
    }
}

/// <summary>The predictions of one request.</summary>
/// <param name="memory">Null: the person's memory is off, or nobody says yes or no.</param>
internal sealed class ShadowPage(
    JobsDbContext db, Job job, Piles piles, Dictionary<Guid, Shadow> shadows, PersonMemory? memory, HashSet<Guid> switchedOff,
    Dictionary<Guid, PieceOfEvidence> learned, DateTimeOffset now)
{
    private readonly string documentType = DocumentTypes.Of(job.ContentType);

    public static bool IsAnswer(Decision decision) => decision is
    {
        By: DecidedBy.Person, Action: DecisionAction.Accept or DecisionAction.Edit or DecisionAction.Reject,
    };

    /// <summary>Lays a decision on its pile, and predicts it before that.</summary>
    public void Put(Decision decision)
    {
        var set = piles.TogetherWith(decision.ChangeId);
        var change = set.First(change => change.Id == decision.ChangeId);
        var prediction = IsAnswer(decision) && change.State is ChangeState.Pending or ChangeState.Skipped ? Predict(change) : null;
        piles.Put(decision);
        if (prediction is not null && piles.Standing.GetValueOrDefault(change.Id) == decision && !shadows.ContainsKey(change.Id))
        {
            shadows.Add(change.Id, db.MemoryShadows.Add(prediction).Entity);
        }

        foreach (var moved in set)
        {
            Learn(moved);
            Compare(moved);
        }
    }

    private Shadow? Predict(Change change) => memory is null || switchedOff.Contains(RememberedPattern.IdOf(change))
        ? null
        : Shadow.Of(change, memory.Of(new PatternKey(change.Category, change.Pattern), documentType), now);

    private void Learn(Change change)
    {
        if (memory is null || switchedOff.Contains(RememberedPattern.IdOf(change)))
        {
            return;
        }

        var key = new PatternKey(change.Category, change.Pattern);
        if (learned.TryGetValue(change.Id, out var before) && (before.Accepted, before.DecidedAt) != (change.Verdict, change.DecidedAt))
        {
            memory.Unlearn(key, before.DocumentType, before.Accepted, before.DecidedAt);
            learned.Remove(change.Id);
        }

        if (change is { Verdict: { } accepted, DecidedAt: { } at } && !learned.ContainsKey(change.Id))
        {
            var piece = new PieceOfEvidence { Pattern = change.Pattern, Category = change.Category, DocumentType = documentType, Accepted = accepted, DecidedAt = at };
            memory.Learn(key, piece.DocumentType, accepted, at);
            learned.Add(change.Id, piece);
        }
    }

    private void Compare(Change change)
    {
        if (!shadows.TryGetValue(change.Id, out var shadow))
        {
            return;
        }

        if (piles.Standing.TryGetValue(change.Id, out var standing) && IsAnswer(standing))
        {
            shadow.Accepted = change.Verdict;
        }
        else
        {
            shadows.Remove(change.Id);
            db.MemoryShadows.Remove(shadow);
        }
    }
}
