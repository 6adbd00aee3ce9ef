namespace SwipeReview.Contracts.Jobs;

/// <summary>A job is in the line.</summary>
public sealed record JobSubmitted(Guid JobId, Guid UserId, Guid FileId, string Type, DateTimeOffset At);
