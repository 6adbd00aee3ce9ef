namespace SwipeReview.Delivery.Settlements;

/// <summary>Payment's word that a bank disputes a payment of a job, or does so no more.</summary>
internal sealed class Hold
{
    public required Guid PaymentId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    public required bool IsHeld { get; init; }

    /// <summary>Of Payment's word: a lower one is history.</summary>
    public required int Revision { get; init; }
}
