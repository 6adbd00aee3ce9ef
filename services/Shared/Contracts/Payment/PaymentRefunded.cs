namespace SwipeReview.Contracts.Payment;

/// <summary>Money went back; the job is not settled any more.</summary>
public sealed record PaymentRefunded(Guid PaymentId, Guid JobId, Guid UserId, decimal Amount, string Currency, DateTimeOffset At);
