using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>A change of a job without its text: what a deck is laid out by.</summary>
internal sealed record DeckCard(
    Guid Id, string Category, string Pattern, double Confidence, Guid? ConflictSet, ChangeState State, DecisionAction? Action, DecidedBy? By, DateTimeOffset? DecidedAt)
{
    public PatternKey Key => new(Category, Pattern);

    public bool IsOpen => State == ChangeState.Pending;

    public bool IsHidden => this is { By: DecidedBy.Rule, Action: DecisionAction.Reject };

    /// <summary>All of a job, as one reads. A change keeps its place in the list while others are still proposed: those come after it.</summary>
    public static Task<List<DeckCard>> OfAsync(JobsDbContext db, Guid jobId, CancellationToken cancellationToken) => db.Changes
        .Where(change => change.JobId == jobId)
        .OrderBy(change => change.BlockOrdinal).ThenBy(change => change.Start).ThenBy(change => change.Id)
        .Select(change => new DeckCard(
            change.Id, change.Category, change.Pattern, change.Confidence, change.ConflictSet, change.State, change.DecisionAction, change.DecidedBy, change.DecidedAt))
        .ToListAsync(cancellationToken);
}
