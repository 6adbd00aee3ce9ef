namespace SwipeReview.Contracts.Identity;

/// <summary>A person asked to be erased: every service drops what it holds of theirs.</summary>
public sealed record UserDeleted(Guid UserId, DateTimeOffset At);
