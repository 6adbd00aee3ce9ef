namespace SwipeReview.Contracts.Storage;

/// <summary>A file's bytes are gone, by its owner's wish or at the end of retention.</summary>
public sealed record FileDeleted(Guid FileId, Guid UserId, DateTimeOffset At);
