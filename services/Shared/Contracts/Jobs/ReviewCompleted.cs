namespace SwipeReview.Contracts.Jobs;

/// <summary>No change of a job is pending any more. Sent again when a later decision changes the counts.</summary>
public sealed record ReviewCompleted(Guid JobId, Guid UserId, int Accepted, int Rejected, int Skipped, DateTimeOffset At);
