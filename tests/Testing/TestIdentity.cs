using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Testing;

/// <summary>
/// Identity as the other services see it: it publishes keys and hands out service tokens. Tests ask it for a person's
/// token. It listens on a free loopback port.
/// </summary>
public sealed class TestIdentity : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string keyId = Guid.CreateVersion7().ToString("N");

    private TestIdentity()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        app.MapGet("/.well-known/jwks.json", () => KeysAreAway ? Results.StatusCode(503) : Results.Ok(new
        {
            keys = new[]
            {
                new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = keyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) },
            },
        }));
        app.MapGet("/internal/users/{id:guid}", (Guid id) => Names.TryGetValue(id, out var name) ? Results.Ok(new { id, displayName = name }) : Results.NotFound());
        app.MapPost("/internal/api-keys/exchange", (ApiKey given) =>
        {
            KeysAsked.Enqueue(given.Key);
            return ApiKeys.TryGetValue(given.Key, out var owner) ? Results.Ok(new { accessToken = UserToken(owner, lifetime: TimeSpan.FromMinutes(2)), expiresIn = 120 }) : Results.NotFound();
        });
        app.MapPost("/internal/password-resets", (Forgotten given) =>
            ResetTokens.TryGetValue(given.Email, out var token) ? Results.Ok(new { userId = Guid.CreateVersion7(), token }) : Results.NotFound());
        app.MapPost("/internal/signatures/receipt", async (HttpRequest request) =>
        {
            using var payload = new MemoryStream();
            await request.Body.CopyToAsync(payload);
            return new { jws = SignReceipt(payload.ToArray()) };
        });
        app.MapPost("/internal/tokens", (ClientCredentials client) => new { accessToken = ServiceToken(client.ClientId), expiresIn = 600 });
    }

    /// <summary>What people call themselves; who is not here is not known.</summary>
    public ConcurrentDictionary<Guid, string?> Names { get; } = new();

    /// <summary>Whose an API key is.</summary>
    public ConcurrentDictionary<string, Guid> ApiKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Each API key that somebody asked about.</summary>
    public ConcurrentQueue<string> KeysAsked { get; } = new();

    /// <summary>What sets a new password, by the email that it is mailed to.</summary>
    public ConcurrentDictionary<string, string> ResetTokens { get; } = new(StringComparer.Ordinal);

    public bool KeysAreAway { get; set; }

    public string Address => app.Urls.Single();

    public static async Task<TestIdentity> StartAsync()
    {
        var identity = new TestIdentity();
        await identity.app.StartAsync();
        return identity;
    }

    public string UserToken(Guid userId, bool isAdmin = false, TimeSpan? lifetime = null) => Sign(new Dictionary<string, object>
    {
        ["sub"] = userId.ToString(),
        ["aud"] = TokenNames.UserAudience,
        [TokenNames.Session] = Guid.CreateVersion7().ToString(),
        [TokenNames.Role] = isAdmin ? new[] { "user", TokenNames.AdminRole } : ["user"],
    }, lifetime ?? TimeSpan.FromMinutes(15));

    public string ServiceToken(string service) => Sign(new Dictionary<string, object>
    {
        ["sub"] = TokenNames.ServiceSubjectPrefix + service,
        ["aud"] = TokenNames.ServiceAudience,
    }, TimeSpan.FromMinutes(10));

    /// <summary>A JWS of the payload, without it between the dots.</summary>
    public string SignReceipt(byte[] payload, string type = TokenNames.ReceiptType)
    {
        var header = Base64UrlEncoder.Encode($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{keyId}}"}""");
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{Base64UrlEncoder.Encode(payload)}"), HashAlgorithmName.SHA256);
        return $"{header}..{Base64UrlEncoder.Encode(signature)}";
    }

    private string Sign(Dictionary<string, object> claims, TimeSpan lifetime)
    {
        var expires = (TimeProvider.System.GetUtcNow() + lifetime).UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenNames.Issuer,
            Claims = claims,
            IssuedAt = expires - lifetime.Duration(),
            NotBefore = expires - lifetime.Duration(),
            Expires = expires,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private sealed record ApiKey(string Key);

    private sealed record Forgotten(string Email);

    private sealed record ClientCredentials(string ClientId, string ClientSecret);
}
