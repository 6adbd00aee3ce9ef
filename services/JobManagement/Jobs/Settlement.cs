namespace SwipeReview.JobManagement.Jobs;

/// <summary>How much of a job one payment covers, from all that was heard of it in whatever order.</summary>
internal sealed class Settlement
{
    public required Guid PaymentId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Up to how many accepted changes; null when all of it went back.</summary>
    public required int? Covers { get; set; }

    /// <summary>A refund has the last word, and of two of them the one that leaves less.</summary>
    public void LeaveAtMost(int? covered) => Covers = (Covers, covered) is ({ } before, { } after) ? Math.Min(before, after) : null;
}
