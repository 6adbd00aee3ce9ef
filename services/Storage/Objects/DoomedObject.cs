namespace SwipeReview.Storage.Objects;

/// <summary>Bytes that go at <paramref name="DueAt"/>, unless a save takes this row away before.</summary>
internal sealed record DoomedObject(Guid ObjectKey, DateTimeOffset DueAt);
