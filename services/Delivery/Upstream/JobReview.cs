namespace SwipeReview.Delivery.Upstream;

/// <summary>All that was proposed for a job and what came of it, as JobManagement tells it for reports.</summary>
/// <param name="Revision">Equal revisions have equal items.</param>
/// <param name="Items">In document order.</param>
internal sealed record JobReview(
    Guid JobId, Guid UserId, string FileName, string ContentType, long Revision, string? Instructions, bool Private, string? Language,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, ReviewCounts Counts, IReadOnlyList<ReviewedChange> Items);

internal sealed record ReviewCounts(int Total, int Pending, int Accepted, int Rejected, int Skipped);

/// <param name="Before">Text in front of the span.</param>
/// <param name="After">Text behind the span.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="State"><c>pending</c>, <c>accepted</c>, <c>rejected</c> or <c>skipped</c>.</param>
/// <param name="Decision">The person's own that stands; null where there is none.</param>
/// <param name="SettledBy">The accepted change that excludes this one; null otherwise.</param>
internal sealed record ReviewedChange(
    Guid ChangeId, string BlockId, string BlockKind, string Original, string Replacement, string Before, string After, string Category,
    double Confidence, string? Reason, string Provider, string? Model, bool LeftMachine, string State, ReviewedDecision? Decision, ReviewedSettlement? SettledBy);

/// <param name="Replacement">The person's own words, where they edited the change.</param>
internal sealed record ReviewedDecision(string Action, string? Replacement, DateTimeOffset DecidedAt);

internal sealed record ReviewedSettlement(Guid ChangeId, string Reason);
