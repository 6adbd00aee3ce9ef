using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Payments;

/// <param name="CheckoutUrl">Where to pay, while <paramref name="Status"/> is pending.</param>
internal sealed record PaymentResponse(
    Guid Id, Guid JobId, PaymentStatus Status, Money Amount, int AcceptedChanges, string? CheckoutUrl, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt)
{
    public static PaymentResponse From(JobPayment payment) => new(
        payment.Id, payment.JobId, payment.Status, Money.Of(payment.Amount, payment.Currency), payment.AcceptedChanges,
        payment.Status == PaymentStatus.Pending ? payment.CheckoutUrl : null, payment.CreatedAt, payment.SettledAt);
}
