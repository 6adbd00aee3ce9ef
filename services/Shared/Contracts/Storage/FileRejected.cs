namespace SwipeReview.Contracts.Storage;

/// <summary>A file was refused after it was received; its bytes are gone.</summary>
public sealed record FileRejected(Guid FileId, Guid UserId, string Code, DateTimeOffset At);
