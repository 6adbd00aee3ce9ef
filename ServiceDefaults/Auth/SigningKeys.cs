using System.Collections.Frozen;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>
/// Identity's public keys, from its <c>/.well-known/jwks.json</c>. Fetched at first need, again every ten minutes, and
/// when a token names a key that is not known yet (at most every five seconds, so that forged key ids cost nothing).
/// While Identity is away the last keys stay in use.
/// </summary>
internal sealed partial class SigningKeys(IHttpClientFactory clients, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    public const string ClientName = "signing-keys";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private FrozenDictionary<string, SecurityKey> keys = FrozenDictionary<string, SecurityKey>.Empty;
    private DateTimeOffset fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    /// <summary>Null when no key of that id is published.</summary>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (keys.TryGetValue(keyId, out var known) && now - fetchedAt < Lifetime)
        {
            return known;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            var stale = now - fetchedAt >= Lifetime || !keys.ContainsKey(keyId);
            if (stale && now - triedAt >= ShortestPause)
            {
                triedAt = now;
                await FetchAsync(now, cancellationToken);
            }
        }
        finally
        {
            gate.Release();
        }

        return keys.GetValueOrDefault(keyId);
    }

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var set = await clients.CreateClient(ClientName).GetFromJsonAsync<KeySet>("/.well-known/jwks.json", cancellationToken);
            keys = (set?.Keys ?? []).Where(key => key is { Kty: "EC", Crv: "P-256" })
                .ToFrozenDictionary(key => key.Kid, key => (SecurityKey)key.ToSecurityKey(), StringComparer.Ordinal);
            fetchedAt = now;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogAway(logger, fault.Message);
        }
    }

    public void Dispose() => gate.Dispose();

    [LoggerMessage(LogLevel.Warning, "The signing keys can't be fetched now ({Reason}); those known stay in use")]
    private static partial void LogAway(ILogger logger, string reason);

    private sealed record KeySet([property: JsonPropertyName("keys")] PublicKey[] Keys);

    private sealed record PublicKey(string Kty, string Crv, string Kid, string X, string Y)
    {
        public ECDsaSecurityKey ToSecurityKey() => new ECDsaSecurityKey(ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X), Y = Base64UrlEncoder.DecodeBytes(Y) },
        }))
        { KeyId = Kid };
    }
}
