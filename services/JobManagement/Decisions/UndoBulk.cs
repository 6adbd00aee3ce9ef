using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Memory;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>
/// Takes a bulk action back where it still stands, or what a rule or the autopilot decided; what was decided anew since
/// then stays. Undoing again does nothing.
/// </summary>
internal static class UndoBulk
{
    public static async Task<Results<Ok<BulkResponse>, ErrorResult>> HandleAsync(
        Guid id, Guid batchId, CurrentUser user, JobsDbContext db, BatchUndo batches, AuditBook audits, CancellationToken cancellationToken)
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

        if (await batches.UndoAsync(job, batchId, DecidedBy.Bulk, because: null, cancellationToken) is not var (resolved, skipped))
        {
            return ErrorResults.NotFound("batch");
        }

        await audits.WithdrawAsync(job, batchId, cancellationToken);
        await audits.SettleAsync(job, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new BulkResponse(batchId, resolved, skipped, job.Pending));
    }
}
