namespace SwipeReview.Contracts.Storage;

/// <summary>A file's bytes and row are stored and passed the scan.</summary>
public sealed record FileStored(Guid FileId, Guid UserId, string Name, string ContentType, long Size, string Sha256, DateTimeOffset At);
