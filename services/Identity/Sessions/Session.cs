using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.Identity.Sessions;

/// <summary>One sign-in on one device: the family of the refresh tokens that came from it.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static Session Start(Guid userId, SessionLifetimes options, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = userId,
        CreatedAt = now,
        ExpiresAt = now + options.SessionLifetime,
    };

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>A link of the family's chain, known by its hash alone.</summary>
internal sealed class RefreshToken
{
    private const string Prefix = "rt_";
    private const int SecretBytes = 32;

    public required byte[] Hash { get; init; }

    public required Guid SessionId { get; init; }

    public Session? Session { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The row, and the token itself, which only the client keeps.</summary>
    public static (RefreshToken Row, string Token) Issue(Session session, SessionLifetimes options, DateTimeOffset now)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var expires = now + options.RefreshTokenLifetime;
        var row = new RefreshToken
        {
            Hash = HashOf(token),
            SessionId = session.Id,
            CreatedAt = now,
            ExpiresAt = expires < session.ExpiresAt ? expires : session.ExpiresAt,
        };
        return (row, token);
    }

    /// <summary>256 random bits need no salt and no slow hash.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public void Use(DateTimeOffset now) => UsedAt = now;
}
