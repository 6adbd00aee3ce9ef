using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SwipeReview.Delivery.Downloads;

internal enum LinkState
{
    Valid,
    Expired,
    Forged,
}

/// <summary>
/// Links that need no token, for a browser's own download manager: HMAC-SHA256 over the purpose, the artifact and the
/// second in which it ends. A link opens the content of one artifact and nothing else.
/// </summary>
internal sealed class DownloadLinks(IOptions<DownloadLinkOptions> options, TimeProvider clock)
{
    private const string Purpose = "download-artifact";
    private readonly byte[] key = Encoding.UTF8.GetBytes(options.Value.SigningKey);

    public (string Url, DateTimeOffset ExpiresAt) Create(Guid artifactId)
    {
        var expires = (clock.GetUtcNow() + options.Value.Lifetime).ToUnixTimeSeconds();
        var signature = Base64Url.EncodeToString(Sign(artifactId, expires));
        return ($"/api/v1/downloads/{artifactId}/content?expires={expires}&signature={signature}", DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>Expired is said only of a link that we made.</summary>
    public LinkState Check(Guid artifactId, long expires, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Base64Url.IsValid(signature, out var length) || length != given.Length)
        {
            return LinkState.Forged;
        }

        Base64Url.DecodeFromChars(signature, given);
        return !CryptographicOperations.FixedTimeEquals(given, Sign(artifactId, expires)) ? LinkState.Forged
            : expires <= clock.GetUtcNow().ToUnixTimeSeconds() ? LinkState.Expired
            : LinkState.Valid;
    }

    private byte[] Sign(Guid artifactId, long expires) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Purpose}\n{artifactId}\n{expires}"));
}
