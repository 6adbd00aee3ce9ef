namespace SwipeReview.Contracts.Delivery;

/// <summary>An artifact could not be built; <paramref name="Message"/> is for people.</summary>
public sealed record ArtifactFailed(Guid ArtifactId, Guid JobId, Guid UserId, string Format, string Code, string Message, DateTimeOffset At);
