using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SwipeReview.Delivery.Receipts;

/// <summary>
/// A receipt as a file: <c>{"receipt":{…},"jws":"…"}</c>. The one is for reading, the other is signed, and both say the
/// same byte for byte.
/// </summary>
/// <param name="Shown">The bytes of the object under <c>receipt</c>.</param>
/// <param name="Signed">What stands under <c>jws</c>.</param>
internal sealed record ReceiptFile(ReadOnlyMemory<byte> Shown, CompactJws Signed)
{
    /// <summary>In bytes: the largest payload twice, once in base64url.</summary>
    public const int Largest = (CompactJws.LargestPayload / 3 * 7) + 4096;

    private const string NoReceipt = "This is not a receipt file: it must be JSON with the members \"receipt\" and \"jws\" and no others.";

    public static void Write(Stream output, ReadOnlySpan<byte> payload, string detachedJws)
    {
        var (header, signature) = (detachedJws[..detachedJws.IndexOf('.')], detachedJws[(detachedJws.LastIndexOf('.') + 1)..]);
        output.Write("{\"receipt\":"u8);
        output.Write(payload);
        output.Write(Encoding.ASCII.GetBytes($",\"jws\":\"{header}."));
        var letters = ArrayPool<byte>.Shared.Rent(Base64Url.GetEncodedLength(payload.Length));
        output.Write(letters.AsSpan(0, Base64Url.EncodeToUtf8(payload, letters)));
        ArrayPool<byte>.Shared.Return(letters);
        output.Write(Encoding.ASCII.GetBytes($".{signature}\"}}"));
    }

    /// <summary>The file's two parts, or why it has not got them.</summary>
    public static (ReceiptFile? File, string Why) Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var (shown, signed) = Split(file);
            return shown is null || signed is null ? (null, NoReceipt)
                : CompactJws.Read(signed.Value) is { } jws ? (new(shown.Value, jws), "")
                : (null, "What stands under \"jws\" is no compact JWS of a receipt.");
        }
        catch (JsonException)
        {
            return (null, NoReceipt);
        }
    }

    private static (ReadOnlyMemory<byte>? Shown, ReadOnlyMemory<byte>? Signed) Split(ReadOnlyMemory<byte> file)
    {
        (ReadOnlyMemory<byte>? shown, ReadOnlyMemory<byte>? signed) = (null, null);
        var reader = new Utf8JsonReader(file.Span, new JsonReaderOptions { MaxDepth = Receipt.Depth + 1 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return (null, null);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isShown, isSigned) = (shown is null && reader.ValueTextEquals("receipt"u8), signed is null && reader.ValueTextEquals("jws"u8));
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isShown && reader.TokenType == JsonTokenType.StartObject)
            {
                reader.Skip();
                shown = file[start..(int)reader.BytesConsumed];
            }
            else if (isSigned && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
            {
                signed = file.Slice(start + 1, reader.ValueSpan.Length);
            }
            else
            {
                return (null, null);
            }
        }

        return reader.Read() ? (null, null) : (shown, signed);
    }
}
