using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Refunds;

/// <summary>A refund as an administrator sees it.</summary>
/// <param name="OrderedBy">The administrator; null when a rule did.</param>
internal sealed record RefundResponse(Guid Id, Guid PaymentId, Money Amount, RefundStatus Status, string Reason, Guid? OrderedBy, DateTimeOffset CreatedAt)
{
    public static RefundResponse From(Refund refund) => new(
        refund.Id, refund.PaymentId, Money.Of(refund.Amount, refund.Currency), refund.Status, refund.Reason, refund.OrderedBy, refund.CreatedAt);
}
