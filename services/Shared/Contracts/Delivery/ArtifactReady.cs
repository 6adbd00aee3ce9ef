namespace SwipeReview.Contracts.Delivery;

/// <summary>An artifact is built and stored as the file <paramref name="FileId"/>.</summary>
public sealed record ArtifactReady(Guid ArtifactId, Guid JobId, Guid UserId, string Format, Guid FileId, DateTimeOffset At);
