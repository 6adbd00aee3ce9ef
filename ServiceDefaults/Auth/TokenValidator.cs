using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>
/// Accepts tokens that are signed with ES256 by one of Identity's published keys, in their time, for one of our two
/// audiences, and nothing else. A validated token is remembered by its hash until it expires: validation costs about
/// 65 µs, and a deck sends one with every swipe.
/// </summary>
internal sealed class TokenValidator(SigningKeys keys, TimeProvider clock) : IDisposable
{
    private const int LongestToken = 4096;

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly MemoryCache validated = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Null for any token that is not to be trusted; the reason is not told.</summary>
    public async ValueTask<ClaimsPrincipal?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken)
        {
            return null;
        }

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (validated.TryGetValue(hash, out Entry? entry) && entry!.Expires + Skew > clock.GetUtcNow())
        {
            return entry.Principal;
        }

        if (!TryReadHeader(token, out var parsed) || await keys.FindAsync(parsed.Kid, cancellationToken) is not { } key)
        {
            return null;
        }

        var result = handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = TokenNames.Issuer,
            ValidAudiences = [TokenNames.UserAudience, TokenNames.ServiceAudience],
            IssuerSigningKey = key,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateLifetime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
            NameClaimType = "sub",
            RoleClaimType = TokenNames.Role,
        });
        if (!result.IsValid || parsed.Audiences.Count() != 1)
        {
            return null;
        }

        var principal = new ClaimsPrincipal(result.ClaimsIdentity);
        var expires = new DateTimeOffset(parsed.ValidTo, TimeSpan.Zero);
        validated.Set(hash, new Entry(principal, expires), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = expires });
        return principal;
    }

    private static bool TryReadHeader(string token, out JsonWebToken parsed)
    {
        parsed = null!;
        if (token.AsSpan().Count('.') != 2)
        {
            return false; // five parts would be an encrypted token: none is ours
        }

        try
        {
            parsed = new JsonWebToken(token);

            // The same keys sign receipts, which are of another type. "crit" announces rules that we don't know; keys that a token brings along are never looked at.
            return parsed.Alg == SecurityAlgorithms.EcdsaSha256 && parsed.Typ == TokenNames.TokenType && !string.IsNullOrEmpty(parsed.Kid) && !parsed.TryGetHeaderValue<object>("crit", out _);
        }
        catch (Exception)
        {
            return false; // the library throws whatever its JSON parser does at a header with members of other types
        }
    }

    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew);
    }

    public void Dispose() => validated.Dispose();

    private sealed record Entry(ClaimsPrincipal Principal, DateTimeOffset Expires);
}
