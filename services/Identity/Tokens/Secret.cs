using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.Identity.Tokens;

/// <summary>What opens a door for whoever holds it: refresh tokens, API keys, links to a new password. Known here by its hash alone.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>256 random bits need no salt and no slow hash.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
