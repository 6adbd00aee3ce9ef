using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>Takes a bulk action back where it still stands; what was decided anew since then stays. Undoing again does nothing.</summary>
internal static class UndoBulk
{
    public static async Task<Results<Ok<BulkResponse>, ErrorResult>> HandleAsync(
        Guid id, Guid batchId, CurrentUser user, JobsDbContext db, DecisionBook book, CancellationToken cancellationToken)
    {
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

        var concerned = await db.Decisions.Where(decision => decision.JobId == job.Id && decision.BatchId == batchId)
            .Select(decision => decision.ChangeId).ToListAsync(cancellationToken);
        if (concerned.Count == 0)
        {
            return ErrorResults.NotFound("batch");
        }

        var decisions = await db.Decisions.AsNoTracking().Where(decision => concerned.Contains(decision.ChangeId)).ToListAsync(cancellationToken);
        var standing = decisions.GroupBy(decision => decision.ChangeId)
            .Where(ofOneChange => Decision.Standing(ofOneChange)?.BatchId == batchId).Select(ofOneChange => ofOneChange.Key).ToList();
        var changes = await db.Changes.Where(change => standing.Contains(change.Id)).ToListAsync(cancellationToken);
        var resolved = await book.RecordAsync(job, [.. standing.Select(changeId => new Entry(changeId, DecisionAction.Undo, By: DecidedBy.Bulk))], changes, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new BulkResponse(batchId, resolved, concerned.Count - standing.Count, job.Pending));
    }
}
