using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>One public ES256 key, as RFC 7517 writes it.</summary>
/// <param name="Exp">Unix seconds: since when it signs nothing any more. Null while it does.</param>
public sealed record PublishedKey(
    string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Exp = null)
{
    public static PublishedKey From(string keyId, ECPoint point) =>
        new("EC", "sig", "ES256", keyId, "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));

    /// <summary>False for a key of another kind, which we neither publish nor trust.</summary>
    [JsonIgnore]
    public bool IsEs256 => Kty == "EC" && Crv == "P-256" && Alg == "ES256";

    /// <summary>To verify with; the caller disposes it.</summary>
    public ECDsa Open() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X), Y = Base64UrlEncoder.DecodeBytes(Y) },
    });

    internal SecurityKey ToSecurityKey() => new ECDsaSecurityKey(Open()) { KeyId = Kid };
}

/// <summary>The answer of <c>/.well-known/jwks.json</c>.</summary>
public sealed record PublishedKeySet(IReadOnlyList<PublishedKey> Keys);

/// <summary>Where the public keys are read. Everybody asks Identity over HTTP; Identity itself looks in its own key ring.</summary>
public interface IPublishedKeys
{
    /// <exception cref="HttpRequestException">They can't be read now.</exception>
    Task<PublishedKeySet> ReadAsync(CancellationToken cancellationToken);
}

internal sealed class KeysPublishedByIdentity(IHttpClientFactory clients) : IPublishedKeys
{
    public const string ClientName = "signing-keys";

    public async Task<PublishedKeySet> ReadAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        return await client.GetFromJsonAsync<PublishedKeySet>("/.well-known/jwks.json", cancellationToken)
            ?? throw new HttpRequestException("Identity answered without keys.");
    }
}
