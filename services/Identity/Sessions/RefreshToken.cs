using System.Linq.Expressions;
using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.Sessions;

/// <summary>A link of the family's chain, known by its hash alone.</summary>
internal sealed class RefreshToken
{
    public const string Prefix = "rt_";

    public required byte[] Hash { get; init; }

    public required Guid SessionId { get; init; }

    public Session? Session { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static string NewToken() => Secret.New(Prefix);

    /// <param name="token">Which only the client keeps.</param>
    public static RefreshToken Issue(string token, Session session, SessionLifetimes options, DateTimeOffset now)
    {
        var expires = now + options.RefreshTokenLifetime;
        return new RefreshToken
        {
            Hash = Secret.HashOf(token),
            SessionId = session.Id,
            CreatedAt = now,
            ExpiresAt = expires < session.ExpiresAt ? expires : session.ExpiresAt,
        };
    }

    /// <summary>Was issued, and nobody has used it yet.</summary>
    public static Expression<Func<RefreshToken, bool>> IsUnused(string token, DateTimeOffset now)
    {
        var hash = Secret.HashOf(token);
        return row => row.Hash == hash && row.UsedAt == null && row.ExpiresAt > now;
    }

    public void Use(DateTimeOffset now) => UsedAt = now;
}
