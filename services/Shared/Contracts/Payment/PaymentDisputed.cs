namespace SwipeReview.Contracts.Payment;

/// <summary>Whether a payment is disputed has changed: its bank has taken the money back, or has decided.</summary>
/// <param name="IsHeld">Undecided: until it is, nothing more of the job is delivered.</param>
/// <param name="Revision">Grows with each change of this payment; what has a lower one is history.</param>
/// <param name="Amount">What the bank holds or took, in <paramref name="Currency"/>.</param>
public sealed record PaymentDisputed(
    Guid PaymentId, Guid JobId, Guid UserId, bool IsHeld, int Revision, decimal Amount, string Currency, DateTimeOffset At);
