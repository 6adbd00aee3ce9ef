namespace SwipeReview.Contracts.Identity;

/// <summary>A person has an account. <paramref name="Email"/> is where mail for them goes.</summary>
public sealed record UserRegistered(Guid UserId, string Email, string? DisplayName, DateTimeOffset At);
