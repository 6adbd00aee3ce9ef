namespace SwipeReview.Identity.Sessions;

/// <summary>One sign-in on one device: the family of the refresh tokens that came from it.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>As <see cref="Sessions.Device"/> describes it; null when it did not say.</summary>
    public string? Device { get; init; }

    /// <summary>When its tokens were last renewed: an access token that is used in between is seen by nobody here.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static Session Start(Guid userId, string? device, SessionLifetimes options, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = userId,
        CreatedAt = now,
        ExpiresAt = now + options.SessionLifetime,
        Device = device,
        LastSeenAt = now,
    };

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
