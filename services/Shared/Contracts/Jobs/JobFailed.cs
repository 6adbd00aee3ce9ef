namespace SwipeReview.Contracts.Jobs;

/// <summary>A job ended without a deck. <paramref name="Code"/> is one of the API's error codes, <paramref name="Message"/> is for people.</summary>
public sealed record JobFailed(Guid JobId, Guid UserId, string FileName, string Code, string Message, DateTimeOffset At);
