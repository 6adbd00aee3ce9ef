using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.Sessions;

/// <summary>
/// The refresh token that follows another. A renewal that is asked for again has the same successor, which is made again
/// and not kept: by HMAC-SHA256 over token and renewal, with a key that only this service has.
/// </summary>
internal sealed class SuccessorTokens(IOptions<KeyOptions> options)
{
    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.EncryptionKey), 32, info: "SwipeReview refresh tokens"u8.ToArray());

    /// <param name="renewal">Null for clients that don't name it: theirs can't be asked for again.</param>
    public string Of(string token, Guid? renewal) => renewal is { } id
        ? RefreshToken.Prefix + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id:N}{token}")))
        : RefreshToken.NewToken();
}
