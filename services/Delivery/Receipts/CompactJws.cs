using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Delivery.Receipts;

/// <summary>A signed receipt (RFC 7515, compact), taken apart. Says nothing yet about who signed it.</summary>
/// <param name="KeyId">The key that it names.</param>
/// <param name="Payload">What is signed, decoded.</param>
/// <param name="SigningInput">What the signature is over, as it stands in the file.</param>
/// <param name="Signature">64 bytes.</param>
internal sealed record CompactJws(string KeyId, byte[] Payload, ReadOnlyMemory<byte> SigningInput, byte[] Signature)
{
    /// <summary>In bytes; Identity signs no more.</summary>
    public const int LargestPayload = 16 * 1024 * 1024;

    private const int LongestHeader = 1024;
    private const int SignatureLength = 64;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, // "crit", "jku" and the like ask for rules that we don't have
    };

    /// <summary>Null for anything but three parts, the first of which says that it is a receipt, signed with ES256.</summary>
    public static CompactJws? Read(ReadOnlyMemory<byte> jws)
    {
        var letters = jws.Span;
        var (first, last) = (letters.IndexOf((byte)'.'), letters.LastIndexOf((byte)'.'));
        return first is > 0 and <= LongestHeader && last > first
            && ReadHeader(letters[..first]) is { Alg: "ES256", Typ: TokenNames.ReceiptType } header
            && Decode(letters[(first + 1)..last]) is { Length: <= LargestPayload } payload
            && Decode(letters[(last + 1)..]) is { Length: SignatureLength } signature
            ? new(header.Kid, payload, jws[..last], signature)
            : null;
    }

    public bool IsSignedWith(PublishedKey key)
    {
        using var opened = key.Open();
        return opened.VerifyData(SigningInput.Span, Signature, HashAlgorithmName.SHA256);
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> letters)
    {
        try
        {
            return Decode(letters) is { } json ? JsonSerializer.Deserialize<Header>(json, Strict) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null for what no encoder writes: blanks, padding, bits of the last letter that mean nothing.</summary>
    private static byte[]? Decode(ReadOnlySpan<byte> letters)
    {
        if (!Base64Url.IsValid(letters))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromUtf8(letters);
        return letters.SequenceEqual(Base64Url.EncodeToUtf8(bytes)) ? bytes : null;
    }

    private sealed record Header(string Alg, string Typ, string Kid);
}
