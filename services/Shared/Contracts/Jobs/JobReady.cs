namespace SwipeReview.Contracts.Jobs;

/// <summary>Every proposal of a job is stored: the deck is complete.</summary>
public sealed record JobReady(Guid JobId, Guid UserId, string FileName, int Changes, DateTimeOffset At);
