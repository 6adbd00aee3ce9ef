namespace SwipeReview.Contracts.Jobs;

/// <summary>A job was stopped by its owner; nothing is due for it.</summary>
public sealed record JobCancelled(Guid JobId, Guid UserId, DateTimeOffset At);
