using SwipeReview.Payment.Papers;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Payments;

/// <param name="CheckoutUrl">Where to pay, while <paramref name="Status"/> is pending.</param>
/// <param name="Refunded">What went back, or is on its way.</param>
/// <param name="InvoiceUrl">A PDF, as is the receipt; null when nothing was paid.</param>
/// <param name="CreditNotes">One for each refund that arrived, the oldest first.</param>
internal sealed record PaymentResponse(
    Guid Id, Guid JobId, PaymentStatus Status, Money Amount, int AcceptedChanges, string? CheckoutUrl, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt,
    Money Refunded, string? InvoiceUrl, string? ReceiptUrl, IReadOnlyList<CreditNote> CreditNotes)
{
    /// <param name="creditNotes">None of a payment that brought no money yet.</param>
    public static PaymentResponse From(JobPayment payment, IEnumerable<CreditNote>? creditNotes = null) => new(
        payment.Id, payment.JobId, payment.Status, Money.Of(payment.Amount, payment.Currency), payment.AcceptedChanges,
        payment.Status == PaymentStatus.Pending ? payment.CheckoutUrl : null, payment.CreatedAt, payment.SettledAt,
        Money.Of(payment.Refunded + payment.Refunding, payment.Currency), Paper(payment, "invoice"), Paper(payment, "receipt"), [.. creditNotes ?? []]);

    private static string? Paper(JobPayment payment, string name) =>
        payment.Status is PaymentStatus.Settled or PaymentStatus.Refunded or PaymentStatus.Disputed or PaymentStatus.ChargedBack ? $"/api/v1/payments/{payment.Id}/{name}" : null;
}
