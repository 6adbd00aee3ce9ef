using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// The whole review, for a report: what was proposed, by whom, and what came of it. Written as it is read, in one
/// snapshot: a review of a book never lies in memory.
/// </summary>
internal static class ReviewedJob
{
    /// <param name="Revision">Grows with every decision: equal revisions have equal items.</param>
    /// <param name="Items">In document order.</param>
    public sealed record Review(
        Guid JobId, Guid UserId, Guid FileId, string FileName, string ContentType, long Revision, string? Instructions, bool Private, string? Language,
        DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, JobCounts Counts, IAsyncEnumerable<ReviewedChange> Items);

    /// <param name="Decision">The person's own that stands; null where there is none.</param>
    /// <param name="SettledBy">The accepted change that excludes this one; null otherwise.</param>
    public sealed record ReviewedChange(
        Guid ChangeId, string BlockId, string BlockKind, int Start, int End, string Original, string Replacement, string Before, string After,
        string Category, string Pattern, double Confidence, string? Reason, string Provider, string? Model, bool LeftMachine,
        ChangeState State, StandingDecision? Decision, SettledBy? SettledBy,
        string? PromptVersion, int? LatencyMs, Money? Cost, bool? CacheHit);

    public static async Task<Results<ReviewStream, ErrorResult>> HandleAsync(Guid jobId, JobsDbContext db, CancellationToken cancellationToken)
    {
        // Ends with the request, after the last item was written.
        await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
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
        return new ReviewStream(new Review(
            job.Id, job.UserId, job.FileId, job.FileName, job.ContentType, job.DecisionSeq, job.Instructions, job.Private, job.Language,
            job.CreatedAt, job.CompletedAt, JobCounts.Of(job), ItemsOf(db, jobId)));
    }

    private static IAsyncEnumerable<ReviewedChange> ItemsOf(JobsDbContext db, Guid jobId) => (
        from change in db.Changes.AsNoTracking()
        join block in db.Blocks on new { change.JobId, Ordinal = change.BlockOrdinal } equals new { block.JobId, block.Ordinal }
        from conflict in db.Conflicts.Where(conflict => conflict.ChangeId == change.Id && conflict.OtherId == change.SettledBy).DefaultIfEmpty()
        where change.JobId == jobId
        orderby change.BlockOrdinal, change.Start, change.Id
        select new { change, block.Kind, Conflict = (ConflictKind?)conflict!.Kind })
        .AsAsyncEnumerable()
        .Select(row => Show(row.change, row.Kind, row.Conflict));

    private static ReviewedChange Show(Change change, string blockKind, ConflictKind? conflict) => new(
        change.Id, change.BlockId, blockKind, change.Start, change.End, change.Original, change.Replacement, change.Before, change.After,
        change.Category, change.Pattern, change.Confidence, change.Reason, change.Provider, change.Model, change.LeftMachine,
        change.State, StandingDecision.Of(change), change.SettledBy is { } winner ? SettledBy.Of(winner, conflict) : null,
        change.PromptVersion, change.LatencyMs, ChangeView.CostOf(change), change.CacheHit);
}

internal sealed class ReviewStream(ReviewedJob.Review review) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(httpContext.Response.Body, review, ApiJson.Options, httpContext.RequestAborted);
    }
}
