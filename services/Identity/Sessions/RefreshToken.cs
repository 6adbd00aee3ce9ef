using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.Sessions;

/// <summary>A link of the family's chain, known by its hash alone.</summary>
internal sealed class RefreshToken
{
    private const string Prefix = "rt_";

    public required byte[] Hash { get; init; }

    public required Guid SessionId { get; init; }

    public Session? Session { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The row, and the token itself, which only the client keeps.</summary>
    public static (RefreshToken Row, string Token) Issue(Session session, SessionLifetimes options, DateTimeOffset now)
    {
        var token = Secret.New(Prefix);
        var expires = now + options.RefreshTokenLifetime;
        var row = new RefreshToken
        {
            Hash = Secret.HashOf(token),
            SessionId = session.Id,
            CreatedAt = now,
            ExpiresAt = expires < session.ExpiresAt ? expires : session.ExpiresAt,
        };
        return (row, token);
    }

    public void Use(DateTimeOffset now) => UsedAt = now;
}
