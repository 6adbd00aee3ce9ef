using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.Identity.ApiKeys;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Identity.Tokens;

/// <summary>Signs the two kinds of token that the system knows: a person's and a service's.</summary>
internal sealed class TokenIssuer(KeyRing keys, IOptions<SessionLifetimes> sessions, TimeProvider clock)
{
    public static readonly TimeSpan ServiceTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Longer than the gateway keeps one, so that none expires on its way.</summary>
    public static readonly TimeSpan ApiKeyTokenLifetime = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler handler = new();

    public SessionTokens ForUser(User user, Guid sessionId, string refreshToken)
    {
        var lifetime = sessions.Value.AccessTokenLifetime;
        var accessToken = Sign(TokenNames.UserAudience, user.Id.ToString(), lifetime, new(StringComparer.Ordinal)
        {
            [TokenNames.Session] = sessionId.ToString(),
            [TokenNames.Role] = JsonNamingPolicy.CamelCase.ConvertName(user.Role.ToString()),
        });
        return new SessionTokens(accessToken, "Bearer", (int)lifetime.TotalSeconds, refreshToken);
    }

    /// <summary>
    /// As the person, but of no session, and never as an admin: what needs a session or the role stays closed to keys.
    /// </summary>
    public string ForApiKey(ApiKey key) => Sign(TokenNames.UserAudience, key.UserId.ToString(), ApiKeyTokenLifetime, new(StringComparer.Ordinal)
    {
        [TokenNames.Role] = JsonNamingPolicy.CamelCase.ConvertName(nameof(Role.User)),
    });

    public string ForService(string name) =>
        Sign(TokenNames.ServiceAudience, TokenNames.ServiceSubjectPrefix + name, ServiceTokenLifetime, new(StringComparer.Ordinal));

    private string Sign(string audience, string subject, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        claims["sub"] = subject;
        claims["jti"] = Guid.CreateVersion7().ToString();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenNames.Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = keys.Current,
        });
    }
}
