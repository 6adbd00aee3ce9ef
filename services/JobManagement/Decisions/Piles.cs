using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>The decisions on some changes of a job and on all that hang together with them, with room for more.</summary>
internal sealed class Piles
{
    private readonly ILookup<Guid, Guid> rivals;
    private readonly Dictionary<Guid, List<Decision>> piles;
    private readonly Dictionary<Guid, List<Change>> together;
    private readonly Dictionary<Guid, Decision> standing = [];

    private Piles(List<Change> changes, IEnumerable<Decision> known, ILookup<Guid, Guid> rivals)
    {
        (Changes, this.rivals) = (changes, rivals);
        piles = changes.ToDictionary(change => change.Id, _ => new List<Decision>());
        together = [];
        foreach (var ofSet in changes.GroupBy(change => change.ConflictSet ?? change.Id))
        {
            var set = ofSet.ToList();
            set.ForEach(change => together[change.Id] = set);
        }

        foreach (var decision in known)
        {
            piles[decision.ChangeId].Add(decision);
        }

        foreach (var changeId in piles.Keys)
        {
            Stand(changeId);
        }
    }

    public IReadOnlyList<Change> Changes { get; }

    /// <summary>The decision of each change that stands.</summary>
    public IReadOnlyDictionary<Guid, Decision> Standing => standing;

    public static async Task<Piles> OfAsync(JobsDbContext db, Job job, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        var all = await WithWhatHangsTogetherAsync(db, job, changes, cancellationToken);
        var ids = all.Select(change => change.Id).ToArray();
        var known = await db.Decisions.AsNoTracking().Where(decision => ids.Contains(decision.ChangeId)).ToListAsync(cancellationToken);
        return new Piles(all, known, await ChangeConflict.RivalsAsync(db, all, cancellationToken));
    }

    /// <summary>The change, and what a decision on it may move.</summary>
    public IReadOnlyList<Change> TogetherWith(Guid changeId) => together[changeId];

    /// <summary>Lays a decision on its pile; the change follows, and what is in conflict with it.</summary>
    public void Put(Decision decision)
    {
        piles[decision.ChangeId].Add(decision);
        Stand(decision.ChangeId);
        var set = together[decision.ChangeId];
        Outcome.Settle(set, set.Where(change => standing.ContainsKey(change.Id)).ToDictionary(change => change.Id, change => standing[change.Id]), rivals);
    }

    private void Stand(Guid changeId)
    {
        if (Decision.Standing(piles[changeId]) is { } decision)
        {
            standing[changeId] = decision;
        }
        else
        {
            standing.Remove(changeId);
        }
    }

    private static async Task<List<Change>> WithWhatHangsTogetherAsync(JobsDbContext db, Job job, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        var sets = changes.Select(change => change.ConflictSet).OfType<Guid>().Distinct().ToArray();
        var others = sets.Length == 0
            ? []
            : await db.Changes.Where(change => change.JobId == job.Id && change.ConflictSet != null && sets.Contains(change.ConflictSet.Value)).ToListAsync(cancellationToken);
        return [.. changes.Union(others)];
    }
}
