namespace SwipeReview.Contracts.Delivery;

/// <summary>Command: build an artifact that was asked for.</summary>
public sealed record BuildArtifact(Guid ArtifactId);
