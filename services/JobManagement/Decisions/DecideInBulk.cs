using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>"Accept the 14 remaining like this": one decision for every pending change that a filter matches, undone as one. Of those that exclude each other the surest is accepted.</summary>
internal static class DecideInBulk
{
    private const int MostIds = 5_000;

    internal sealed record Request
    {
        public required Filter Filter { get; init; }
        public required DecisionAction Action { get; init; }
    }

    /// <summary>All that is given must match; an empty filter matches every change.</summary>
    internal sealed record Filter
    {
        public string? Category { get; init; }
        public string? Pattern { get; init; }

        /// <summary>From 0 to 1.</summary>
        public double? MinConfidence { get; init; }

        /// <summary>Those that were shown, and no more.</summary>
        public IReadOnlyList<Guid>? ChangeIds { get; init; }
    }

    public static async Task<Results<Ok<BulkResponse>, ErrorResult>> HandleAsync(
        Guid id, Request request, CurrentUser user, JobsDbContext db, DecisionBook book, AuditBook audits, CancellationToken cancellationToken)
    {
        if (request.Action is not (DecisionAction.Accept or DecisionAction.Reject or DecisionAction.Skip))
        {
            return ErrorResults.Validation("Many changes at once can be accepted, rejected or skipped.", "action");
        }

        if (request.Filter.MinConfidence is < 0 or > 1)
        {
            return ErrorResults.Validation("A confidence is from 0 to 1.", "filter.minConfidence");
        }

        if (request.Filter.ChangeIds is { Count: 0 or > MostIds } ids)
        {
            return ErrorResults.Validation($"A filter takes 1 to {MostIds} changes.", "filter.changeIds", ("max", MostIds), ("actual", ids.Count));
        }

        if (request.Filter is { Category: { } category } && !PlainText.IsClean(category) || request.Filter is { Pattern: { } pattern } && !PlainText.IsClean(pattern))
        {
            return ErrorResults.Validation("A filter holds no control characters.", "filter");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await db.LockJobAsync(id, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.RefuseDecisions() is { } closed)
        {
            return closed;
        }

        if (request.Filter.ChangeIds?.ToHashSet() is { } named && await db.Changes.CountAsync(change => change.JobId == job.Id && named.Contains(change.Id), cancellationToken) < named.Count)
        {
            return ErrorResults.NotFound("change");
        }

        var matching = Matching(db.Changes.Where(change => change.JobId == job.Id), request.Filter);
        var decidedBefore = await matching.CountAsync(change => change.State != ChangeState.Pending, cancellationToken);
        var pending = await matching.Where(change => change.State == ChangeState.Pending).ToListAsync(cancellationToken);
        var chosen = request.Action == DecisionAction.Accept ? Pick.Surest(pending, await ChangeConflict.RivalsAsync(db, pending, cancellationToken)) : pending;
        var batchId = Guid.CreateVersion7();
        var resolved = await book.RecordAsync(
            job, [.. chosen.Select(change => new Entry(change.Id, request.Action, BatchId: batchId, By: DecidedBy.Bulk))], chosen, cancellationToken);
        await audits.SettleAsync(job, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new BulkResponse(batchId, resolved, decidedBefore, job.Pending));
    }

    private static IQueryable<Change> Matching(IQueryable<Change> changes, Filter filter)
    {
        changes = filter.Category is { } category ? changes.Where(change => change.Category == category) : changes;
        changes = filter.Pattern is { } pattern ? changes.Where(change => change.Pattern == pattern) : changes;
        changes = filter.ChangeIds is { } ids ? changes.Where(change => ids.Contains(change.Id)) : changes;
        return filter.MinConfidence is { } least ? changes.Where(change => change.Confidence >= least) : changes;
    }
}

/// <param name="Resolved">Changes whose state this request changed: those that it settled count too.</param>
/// <param name="Skipped">Changes that it concerned and left alone, because a decision of another kind stands.</param>
/// <param name="Remaining">Changes of the job that are pending now.</param>
internal sealed record BulkResponse(Guid BatchId, int Resolved, int Skipped, int Remaining);
