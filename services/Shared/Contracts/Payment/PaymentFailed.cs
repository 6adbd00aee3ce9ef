namespace SwipeReview.Contracts.Payment;

/// <summary>A payment did not go through; another may be started.</summary>
public sealed record PaymentFailed(Guid PaymentId, Guid JobId, Guid UserId, string Code, DateTimeOffset At);
