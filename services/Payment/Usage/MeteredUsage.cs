namespace SwipeReview.Payment.Usage;

internal sealed class MeteredUsage
{
    public required Guid RequestId { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required decimal Cost { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset MeteredAt { get; init; }
}
