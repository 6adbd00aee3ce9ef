namespace SwipeReview.LlmRouter.Data;

/// <summary>How many of a provider's proposals of one category a job's owner has accepted and rejected so far.</summary>
internal sealed class Judgement
{
    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    public required string Provider { get; init; }

    public required string Category { get; init; }

    public required int Accepted { get; init; }

    public required int Rejected { get; init; }

    public required DateTimeOffset At { get; init; }
}
