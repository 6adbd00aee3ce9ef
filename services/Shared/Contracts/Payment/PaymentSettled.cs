namespace SwipeReview.Contracts.Payment;

/// <summary>Nothing is owed for up to <paramref name="AcceptedChanges"/> accepted changes of a job; <paramref name="Amount"/> is 0 when nothing was due.</summary>
public sealed record PaymentSettled(Guid PaymentId, Guid JobId, Guid UserId, int AcceptedChanges, decimal Amount, string Currency, DateTimeOffset At);
