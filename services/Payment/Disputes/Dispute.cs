using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Disputes;

/// <summary>A bank's doubt of a payment, as it was when it was last read, with what it means for the money.</summary>
internal sealed class Dispute
{
    public required string Processor { get; init; }

    /// <summary>The processor's.</summary>
    public required string Id { get; init; }

    /// <summary>Null for a plan's.</summary>
    public Guid? PaymentId { get; init; }

    public required Guid UserId { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>As the bank gives it: <c>fraudulent</c>, <c>product_not_received</c> …</summary>
    public required string Reason { get; init; }

    public DisputeState Status { get; private set; }

    /// <summary>How often money has moved.</summary>
    public int Movements { get; private set; }

    /// <summary>What the bank has of us, undecided or lost.</summary>
    public decimal Held { get; private set; }

    /// <summary>The part of <see cref="Held"/> that will not come back.</summary>
    public decimal Lost { get; private set; }

    public DateTimeOffset? AnswerBy { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static Dispute Of(DisputeReading reading, string processor, Guid? paymentId, Guid userId) => new()
    {
        Processor = processor,
        Id = reading.Id,
        PaymentId = paymentId,
        UserId = userId,
        Amount = reading.Amount,
        Currency = reading.Currency,
        Reason = reading.Reason,
        CreatedAt = reading.CreatedAt,
    };

    /// <summary>False for a reading that was overtaken by another: money only ever moves on, and states follow each other.</summary>
    public bool IsOlderThan(DisputeReading reading) =>
        (reading.Movements.Count, reading.State).CompareTo((Movements, Status)) > 0;

    /// <returns>By how much what is lost has changed.</returns>
    public decimal Apply(DisputeReading reading, DateTimeOffset now)
    {
        (Status, Movements, AnswerBy) = (reading.State, reading.Movements.Count, reading.AnswerBy);
        Held = reading.Movements.Sum(TakenIn);
        var lost = Status == DisputeState.Lost ? Held : 0;
        var change = lost - Lost;
        Lost = lost;
        EndedAt = Status is DisputeState.Inquiry or DisputeState.Open ? null : EndedAt ?? now;
        return change;
    }

    /// <summary>What a movement took, in the payment's currency; less than 0 when it gave back.</summary>
    public decimal TakenIn(DisputeMovement movement) => movement.Currency == Currency ? -movement.Amount : -Math.Sign(movement.Amount) * Amount;
}
