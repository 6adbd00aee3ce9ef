using System.Buffers.Text;
using System.Security.Cryptography;

namespace SwipeReview.Storage.Uploads;

/// <summary>Upload-Checksum: what the bytes of this one request should amount to.</summary>
internal sealed record Checksum(HashAlgorithmName Algorithm, byte[] Hash)
{
    public const string Algorithms = "sha1,sha256";

    /// <returns>False when there is one that can't be read, or is of no algorithm that is known here.</returns>
    public static bool TryRead(IHeaderDictionary headers, out Checksum? checksum)
    {
        checksum = null;
        if (!headers.TryGetValue(Tus.UploadChecksum, out var given))
        {
            return true;
        }

        var parts = given.ToString().Split(' ');
        if (parts.Length != 2 || !Base64.IsValid(parts[1]))
        {
            return false;
        }

        checksum = parts[0] switch
        {
            "sha1" => new Checksum(HashAlgorithmName.SHA1, Convert.FromBase64String(parts[1])),
            "sha256" => new Checksum(HashAlgorithmName.SHA256, Convert.FromBase64String(parts[1])),
            _ => null,
        };
        return checksum is not null;
    }

    public async Task<bool> HoldsAsync(Stream seekable, CancellationToken cancellationToken)
    {
        seekable.Position = 0;
        return (await CryptographicOperations.HashDataAsync(Algorithm, seekable, cancellationToken)).AsSpan().SequenceEqual(Hash);
    }
}
