namespace SwipeReview.Contracts.Identity;

/// <summary>A person has a new password: they are told, in case it was not them. <paramref name="Language"/> is a tag as <c>de</c>; null for English.</summary>
public sealed record PasswordChanged(Guid UserId, string? Language, DateTimeOffset At);
