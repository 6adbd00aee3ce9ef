using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Strays;

/// <summary>A paid checkout that no payment of ours has: its row was lost, or it has another. The money goes back whence it came.</summary>
internal sealed class Stray
{
    public required Guid Id { get; init; }

    public required string Processor { get; init; }

    public required string Session { get; init; }

    /// <summary>As the processor was told; it may not be there any more.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>Of that payment, where it is there.</summary>
    public Guid? UserId { get; init; }

    public required string Charge { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public RefundStatus Status { get; private set; }

    /// <summary>The processor's id of the refund.</summary>
    public string? Reference { get; private set; }

    public int Attempt { get; private set; }

    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsUnderWay => Status is RefundStatus.Ordered or RefundStatus.Pending;

    public Amount Total => Ledger.Amount.Of(Amount, Currency);

    /// <summary>Keeps what the processor says of its refund. What has ended stays as it ended.</summary>
    public void Apply(RefundReading reading, DateTimeOffset now)
    {
        if (IsUnderWay)
        {
            Reference = reading.Reference;
            Status = Refund.StatusOf(reading.State);
            EndedAt = IsUnderWay ? null : now;
        }
    }
}
