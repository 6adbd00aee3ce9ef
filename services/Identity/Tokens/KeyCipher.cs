using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SwipeReview.Identity.Tokens;

/// <summary>AES-256-GCM over private keys at rest; the key's id is authenticated with it, so that rows can't be swapped.</summary>
internal sealed class KeyCipher(IOptions<KeyOptions> options)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>What stands in place of a wiped private part: no key opens it.</summary>
    public static byte[] Nothing => new byte[NonceSize + TagSize];

    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.EncryptionKey), 32, info: "SwipeReview signing keys"u8.ToArray());

    /// <returns>Nonce, tag, ciphertext.</returns>
    public byte[] Encrypt(string keyId, byte[] plain)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(keyId));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, for another id, or changed since.</exception>
    public byte[] Decrypt(string keyId, ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(keyId));
        return plain;
    }
}
