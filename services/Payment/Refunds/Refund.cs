using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Refunds;

/// <summary>Money of a payment that is to go back: an order that is stored first and carried out afterwards, once.</summary>
internal sealed class Refund
{
    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid UserId { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The part of <see cref="Amount"/> that was tax.</summary>
    public required decimal Tax { get; init; }

    public required string Currency { get; init; }

    public required string Reason { get; init; }

    /// <summary>What it paid for stays covered.</summary>
    public required bool IsGoodwill { get; init; }

    /// <summary>The administrator; null when a rule did.</summary>
    public Guid? OrderedBy { get; init; }

    public RefundStatus Status { get; private set; }

    /// <summary>The processor's id of it.</summary>
    public string? Reference { get; private set; }

    /// <summary>How often the processor was asked.</summary>
    public int Attempt { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsUnderWay => Status is RefundStatus.Ordered or RefundStatus.Pending;

    public Amount Total => Ledger.Amount.Of(Amount, Currency);

    public Amount TaxPart => Ledger.Amount.Of(Tax, Currency);

    /// <summary>Orders it: from now on it counts as gone back, and what it paid for is covered no more.</summary>
    /// <param name="payment">Loses what goes back.</param>
    /// <param name="amount">No more than is left of it.</param>
    /// <param name="covered">Up to how many accepted changes the payment covers from now on.</param>
    public static Refund Order(PaymentDbContext db, JobPayment payment, decimal amount, int covered, string reason, Guid? orderedBy, DateTimeOffset now)
    {
        var refund = new Refund
        {
            Id = Guid.CreateVersion7(now),
            PaymentId = payment.Id,
            UserId = payment.UserId,
            Amount = amount,
            Tax = payment.TaxOf(amount),
            Currency = payment.Currency,
            Reason = reason,
            IsGoodwill = covered == payment.AcceptedChanges,
            OrderedBy = orderedBy,
            CreatedAt = now,
        };
        payment.SetAside(refund);
        payment.CoverAtMost(covered);
        db.Refunds.Add(refund);
        db.Publish(new SendRefund(refund.Id));
        db.Publish(new PaymentRefunded(payment.Id, payment.JobId, payment.UserId, amount, payment.Currency, now, covered == 0 ? null : covered), payment.JobId.ToString());
        return refund;
    }

    /// <summary>Keeps what the processor says of it. What has ended stays as it ended.</summary>
    public void Apply(RefundReading reading, DateTimeOffset now)
    {
        if (!IsUnderWay)
        {
            return;
        }

        Reference = reading.Reference;
        Status = StatusOf(reading.State);
        EndedAt = IsUnderWay ? null : now;
    }

    public static RefundStatus StatusOf(RefundState state) => state switch
    {
        RefundState.Succeeded => RefundStatus.Succeeded,
        RefundState.Failed => RefundStatus.Failed,
        _ => RefundStatus.Pending,
    };
}

internal enum RefundStatus
{
    Ordered,
    Pending,
    Succeeded,
    Failed,
}
