namespace SwipeReview.Contracts.Jobs;

/// <summary>The person has the result of a job: retention of its file starts.</summary>
public sealed record JobDelivered(Guid JobId, Guid UserId, Guid FileId, DateTimeOffset At);
