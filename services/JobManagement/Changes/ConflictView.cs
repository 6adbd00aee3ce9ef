using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Changes;

/// <summary>A change that this one excludes, as its card shows it.</summary>
internal sealed record ConflictView(Guid ChangeId, ConflictKind Kind, string Original, string Replacement)
{
    /// <summary>By change, in document order.</summary>
    public static async Task<ILookup<Guid, ConflictView>> OfAsync(JobsDbContext db, IEnumerable<Change> changes, CancellationToken cancellationToken)
    {
        var ids = changes.Where(change => change.ConflictSet is not null).Select(change => change.Id).ToArray();
        var found = ids.Length == 0
            ? []
            : await (
                from conflict in db.Conflicts
                join other in db.Changes on conflict.OtherId equals other.Id
                where ids.Contains(conflict.ChangeId)
                orderby other.Start, other.End, other.Confidence descending, other.Id
                select new { conflict.ChangeId, View = new ConflictView(other.Id, conflict.Kind, other.Original, other.Replacement) }).ToListAsync(cancellationToken);
        return found.ToLookup(row => row.ChangeId, row => row.View);
    }
}

/// <summary>The accepted change that decided a card with it.</summary>
/// <param name="Reason">For the person.</param>
internal sealed record SettledBy(Guid ChangeId, string Reason)
{
    public static SettledBy? Of(Change change, IEnumerable<ConflictView> conflicts) =>
        change.SettledBy is { } winner ? Of(winner, conflicts.FirstOrDefault(conflict => conflict.ChangeId == winner)?.Kind) : null;

    public static SettledBy Of(Guid winner, ConflictKind? kind) => new(winner, kind switch
    {
        ConflictKind.Alternatives => "You accepted another change of the same words.",
        _ => "You accepted another change that overlaps this one.",
    });
}
