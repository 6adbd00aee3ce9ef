using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>Swipes, as they come or replayed after a time offline. All of a request are recorded or none.</summary>
internal static class Decide
{
    private const int Most = 500;

    internal sealed record Request
    {
        public required IReadOnlyList<Item> Decisions { get; init; }
    }

    internal sealed record Item
    {
        /// <summary>The client's own id, unique within the job: sent again, it is ignored.</summary>
        public Guid? Id { get; init; }
        public required Guid ChangeId { get; init; }
        public required DecisionAction Action { get; init; }

        /// <summary>The person's own text, with <c>edit</c>.</summary>
        public string? Replacement { get; init; }

        /// <summary>When the person decided, by the device's clock; the time of arrival when it is missing or later than that.</summary>
        public DateTimeOffset? DecidedAt { get; init; }
    }

    /// <param name="Applied">Recorded by this request.</param>
    /// <param name="Ignored">Recorded before.</param>
    internal sealed record Response(int Applied, int Ignored, JobCounts Counts);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        Guid id, Request request, CurrentUser user, JobsDbContext db, DecisionBook book, AuditBook audits, ReplacementCheck replacements, CancellationToken cancellationToken)
    {
        // The document is asked before anything is locked: that may take a while.
        if ((Refuse(request) ?? await replacements.RefuseAsync(id, user.Id, request.Decisions, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await db.LockJobAsync(id, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        var fresh = await WithoutRepeatsAsync(db, job.Id, request.Decisions, cancellationToken);
        if (fresh.Count > 0 && job.RefuseDecisions() is { } closed)
        {
            return closed;
        }

        var changeIds = fresh.Select(item => item.ChangeId).Distinct().ToArray();
        var changes = await db.Changes.Where(change => change.JobId == job.Id && changeIds.Contains(change.Id)).ToListAsync(cancellationToken);
        if (changes.Count < changeIds.Length)
        {
            return ErrorResults.NotFound("change");
        }

        await book.RecordAsync(
            job, [.. fresh.Select(item => new Entry(item.ChangeId, item.Action, item.Replacement, item.DecidedAt, item.Id))], changes, cancellationToken);
        await audits.SettleAsync(job, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(fresh.Count, request.Decisions.Count - fresh.Count, JobCounts.Of(job)));
    }

    private static async Task<List<Item>> WithoutRepeatsAsync(JobsDbContext db, Guid jobId, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var seen = await RecordedAsync(db, jobId, items, cancellationToken);
        return [.. items.Where(item => item.Id is null || seen.Add(item.Id))];
    }

    /// <summary>Ids that clients gave to decisions which are recorded already.</summary>
    public static async Task<HashSet<Guid?>> RecordedAsync(JobsDbContext db, Guid jobId, IEnumerable<Item> items, CancellationToken cancellationToken)
    {
        var ids = items.Where(item => item.Id is not null).Select(item => item.Id).ToArray();
        return ids.Length == 0
            ? []
            : (await db.Decisions.Where(decision => decision.JobId == jobId && ids.Contains(decision.ClientId))
                .Select(decision => decision.ClientId).ToListAsync(cancellationToken)).ToHashSet();
    }

    private static ErrorResult? Refuse(Request request)
    {
        if (request.Decisions.Count is 0 or > Most)
        {
            return ErrorResults.Validation($"A request takes 1 to {Most} decisions.", "decisions", ("max", Most), ("actual", request.Decisions.Count));
        }

        for (var i = 0; i < request.Decisions.Count; i++)
        {
            if (Refuse(request.Decisions[i], $"decisions[{i}].replacement") is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static ErrorResult? Refuse(Item? item, string field) => item switch
    {
        null => ErrorResults.Validation("A decision is missing.", field),
        { Action: DecisionAction.Edit, Replacement: null } => ErrorResults.Validation("An edit needs its replacement.", field),
        { Action: not DecisionAction.Edit, Replacement: not null } => ErrorResults.Validation("Only an edit has a replacement.", field),
        { Replacement.Length: > Decision.LongestReplacement } => ErrorResults.Validation(
            $"A replacement may have {Decision.LongestReplacement} characters.", field,
            ("maxLength", Decision.LongestReplacement), ("actualLength", item.Replacement.Length)),
        { Replacement: { } text } when !PlainText.IsClean(text) => ErrorResults.Validation("A replacement may not hold control characters.", field),
        _ => null,
    };
}
