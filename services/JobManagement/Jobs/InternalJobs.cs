using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>What Payment and Delivery ask about a job.</summary>
internal static class InternalJobs
{
    public sealed record Summary(
        Guid Id, Guid UserId, JobType Type, JobStatus Status, Guid FileId, string FileName, string ContentType, JobCounts Counts, int? SettledChanges, bool Private);

    /// <param name="Revision">Grows with every decision: equal revisions have equal items.</param>
    public sealed record AcceptedChanges(Guid JobId, Guid FileId, long Revision, IReadOnlyList<AcceptedChange> Items);

    /// <param name="Replacement">What is to be written: the person's own text where the change was edited.</param>
    public sealed record AcceptedChange(
        Guid ChangeId, string BlockId, int Start, int End, string Original, string Replacement, string Category, string Provider, DateTimeOffset DecidedAt);

    public sealed record Billing(Guid JobId, Guid UserId, JobStatus Status, Money MeteredCost, IReadOnlyList<BilledGroup> Accepted, int AcceptedTotal);

    public sealed record BilledGroup(string Category, string Provider, bool LeftMachine, int Count);

    public static async Task<Results<Ok<Summary>, ErrorResult>> GetAsync(Guid jobId, JobsDbContext db, CancellationToken cancellationToken) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken) is { } job
            ? TypedResults.Ok(new Summary(
                job.Id, job.UserId, job.Type, job.Status, job.FileId, job.FileName, job.ContentType, JobCounts.Of(job), job.SettledChanges, job.Private))
            : ErrorResults.NotFound("job");

    public static async Task<Results<Ok<AcceptedChanges>, ErrorResult>> GetAcceptedChangesAsync(
        Guid jobId, JobsDbContext db, CancellationToken cancellationToken)
    {
        // One snapshot: the revision must be that of the items.
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.ContentErasedAt is not null)
        {
            return ErrorResults.Gone("The content of this job was erased.");
        }

        await AcceptedSet.EnsureSoundAsync(db, jobId, cancellationToken);
        var items = await db.AcceptedOf(jobId)
            .OrderBy(change => change.BlockOrdinal).ThenBy(change => change.Start).ThenBy(change => change.Id)
            .Select(change => new AcceptedChange(
                change.Id, change.BlockId, change.Start, change.End, change.Original, change.DecisionReplacement ?? change.Replacement,
                change.Category, change.Provider, change.DecidedAt!.Value))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new AcceptedChanges(job.Id, job.FileId, job.DecisionSeq, items));
    }

    public static async Task<Results<Ok<Billing>, ErrorResult>> GetBillingAsync(Guid jobId, JobsDbContext db, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        await AcceptedSet.EnsureSoundAsync(db, jobId, cancellationToken);
        var accepted = await db.AcceptedOf(jobId)
            .GroupBy(change => new { change.Category, change.Provider, change.LeftMachine })
            .OrderBy(group => group.Key.Category).ThenBy(group => group.Key.Provider).ThenBy(group => group.Key.LeftMachine)
            .Select(group => new BilledGroup(group.Key.Category, group.Key.Provider, group.Key.LeftMachine, group.Count()))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Billing(job.Id, job.UserId, job.Status, Money.Of(job.Cost, job.Currency), accepted, job.Accepted));
    }
}
