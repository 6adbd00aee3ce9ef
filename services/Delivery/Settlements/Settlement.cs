namespace SwipeReview.Delivery.Settlements;

/// <summary>Payment's word that nothing is owed for so many accepted changes of a job; void once it is refunded.</summary>
internal sealed class Settlement
{
    public required Guid PaymentId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    public required int AcceptedChanges { get; init; }

    public required bool IsRefunded { get; init; }
}
