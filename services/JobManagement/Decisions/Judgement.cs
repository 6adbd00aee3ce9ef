using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>
/// What a person said to a job's changes, by who proposed them: only what stands, and only to the change itself. One
/// that another settled was not judged, nor was one that was decided for the person.
/// </summary>
internal sealed record Judgement(IReadOnlyList<JudgedProposals> Counts)
{
    /// <param name="unsaved">Changes that this transaction has moved and not saved yet, with what was said to them before.</param>
    public static async Task<Judgement> OfAsync(
        JobsDbContext db, Guid jobId, IEnumerable<(Change Change, bool? Before)> unsaved, CancellationToken cancellationToken)
    {
        var saved = await db.Changes.AsNoTracking().Where(change => change.JobId == jobId)
            .GroupBy(change => new { change.Provider, change.Category })
            .Select(group => new
            {
                group.Key.Provider,
                group.Key.Category,
                Accepted = group.Count(change => change.SettledBy == null
                    && change.DecidedBy != DecidedBy.Rule && change.DecidedBy != DecidedBy.Autopilot
                    && (change.DecisionAction == DecisionAction.Accept || change.DecisionAction == DecisionAction.Edit)),
                Rejected = group.Count(change => change.SettledBy == null
                    && change.DecidedBy != DecidedBy.Rule && change.DecidedBy != DecidedBy.Autopilot
                    && change.DecisionAction == DecisionAction.Reject),
            })
            .ToListAsync(cancellationToken);
        var moved = unsaved.ToLookup(move => (move.Change.Provider, move.Change.Category));
        return new Judgement([.. saved
            .OrderBy(group => group.Provider, StringComparer.Ordinal).ThenBy(group => group.Category, StringComparer.Ordinal)
            .Select(group => new JudgedProposals(
                group.Provider, group.Category,
                group.Accepted + More(moved[(group.Provider, group.Category)], verdict: true),
                group.Rejected + More(moved[(group.Provider, group.Category)], verdict: false)))]);
    }

    private static int More(IEnumerable<(Change Change, bool? Before)> moves, bool verdict) =>
        moves.Sum(move => (move.Change.Verdict == verdict ? 1 : 0) - (move.Before == verdict ? 1 : 0));
}
