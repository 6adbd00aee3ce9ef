using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Changes;

/// <summary>Why two changes can't both be in the document.</summary>
internal enum ConflictKind
{
    /// <summary>Their spans share text, one inserts inside what the other replaces, or together they would make markup.</summary>
    Overlap,

    /// <summary>They replace the same words by different ones.</summary>
    Alternatives,
}

/// <summary>One side of a pair of changes that exclude each other; the other side is a row too.</summary>
internal sealed class ChangeConflict
{
    public Guid ChangeId { get; init; }
    public Guid OtherId { get; init; }
    public Guid JobId { get; init; }
    public Guid UserId { get; init; }
    public ConflictKind Kind { get; init; }

    /// <summary>What each of the changes excludes.</summary>
    public static Task<ILookup<Guid, Guid>> RivalsAsync(JobsDbContext db, IEnumerable<Change> changes, CancellationToken cancellationToken) =>
        RivalsAsync(db, [.. changes.Where(change => change.ConflictSet is not null).Select(change => change.Id)], cancellationToken);

    /// <inheritdoc cref="RivalsAsync(JobsDbContext, IEnumerable{Change}, CancellationToken)"/>
    /// <param name="ids">Of changes that are in conflict with any.</param>
    public static async Task<ILookup<Guid, Guid>> RivalsAsync(JobsDbContext db, Guid[] ids, CancellationToken cancellationToken)
    {
        var pairs = ids.Length == 0 ? [] : await db.Conflicts.AsNoTracking().Where(conflict => ids.Contains(conflict.ChangeId)).ToListAsync(cancellationToken);
        return pairs.ToLookup(conflict => conflict.ChangeId, conflict => conflict.OtherId);
    }
}
