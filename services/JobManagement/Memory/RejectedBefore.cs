using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What was rejected in the job that another one does once more. The same bytes have the same blocks, so a change is known by its place and text.</summary>
internal sealed class RejectedBefore
{
    private readonly Dictionary<(string, int, int, string), DateTimeOffset?> rejected;

    private RejectedBefore(Dictionary<(string, int, int, string), DateTimeOffset?> rejected) => this.rejected = rejected;

    /// <param name="changes">That are asked about.</param>
    public static async Task<RejectedBefore> OfAsync(JobsDbContext db, Job job, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        if (job.RerunOf is not { } first)
        {
            return new RejectedBefore([]);
        }

        var blocks = changes.Select(change => change.BlockId).Distinct().ToArray();
        var found = await db.Changes.AsNoTracking()
            .Where(change => change.JobId == first && change.State == ChangeState.Rejected && change.DecisionAction == DecisionAction.Reject && blocks.Contains(change.BlockId))
            .Select(change => new { change.BlockId, change.Start, change.End, change.Replacement, change.DecidedAt })
            .ToListAsync(cancellationToken);
        return new RejectedBefore(found.DistinctBy(change => (change.BlockId, change.Start, change.End, change.Replacement))
            .ToDictionary(change => (change.BlockId, change.Start, change.End, change.Replacement), change => change.DecidedAt));
    }

    /// <summary>Why it stays rejected, for the person; null when it was not rejected.</summary>
    public string? Of(Change change) => rejected.TryGetValue((change.BlockId, change.Start, change.End, change.Replacement), out var at)
        ? string.Create(CultureInfo.InvariantCulture, $"This was rejected in the review before, on {at:d MMMM yyyy}.")
        : null;
}
