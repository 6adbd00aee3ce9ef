using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Identity.Tokens;

/// <summary>
/// An ES256 key pair. It signs from <see cref="SignsFrom"/> until the next key does. When its last token has expired its
/// private part is wiped, and the public part stays: a receipt is verified years later.
/// </summary>
internal sealed class SigningKey
{
    public required string Id { get; init; }

    public required byte[] X { get; init; }

    public required byte[] Y { get; init; }

    public required byte[] EncryptedPrivate { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public static SigningKey Create(KeyCipher cipher, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var id = Thumbprint(point);
        return new SigningKey
        {
            Id = id,
            X = point.X!,
            Y = point.Y!,
            EncryptedPrivate = cipher.Encrypt(id, pair.ExportPkcs8PrivateKey()),
            CreatedAt = now,
            SignsFrom = signsFrom,
        };
    }

    public PublishedKey Publish() => PublishedKey.From(Id, new ECPoint { X = X, Y = Y }) with { Exp = RetiredAt?.ToUnixTimeSeconds() };

    public void Retire(DateTimeOffset now)
    {
        RetiredAt = now;
        EncryptedPrivate = KeyCipher.Nothing;
    }

    /// <exception cref="CryptographicException">The private part was encrypted with another key than ours.</exception>
    public SigningCredentials Open(KeyCipher cipher)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(cipher.Decrypt(Id, EncryptedPrivate), out _);
        return new SigningCredentials(new ECDsaSecurityKey(pair) { KeyId = Id }, SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>RFC 7638: the members in this order, without blanks.</summary>
    private static string Thumbprint(ECPoint point) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}""")));
}
