namespace SwipeReview.Contracts.Payment;

/// <summary>Money goes back.</summary>
/// <param name="AcceptedChanges">The payment covers no more than so many accepted changes from now on; null: it covers none.</param>
public sealed record PaymentRefunded(
    Guid PaymentId, Guid JobId, Guid UserId, decimal Amount, string Currency, DateTimeOffset At, int? AcceptedChanges = null);
