using System.Buffers.Binary;
using System.Text;
using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Text;

/// <summary>A text file's encoding: how its bytes are read into a source map and how new text is written among them.</summary>
internal sealed class TextCodec
{
    static readonly Encoding WindowsLatin = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static TextCodec Utf8 { get; } = new(new UTF8Encoding(false, true), 1);

    public static TextCodec Utf8WithMark { get; } = new(new UTF8Encoding(true, true), 1);

    public static TextCodec Utf16LittleEndian { get; } = new(new UnicodeEncoding(false, false, true), 2);

    public static TextCodec Utf16LittleEndianWithMark { get; } = new(new UnicodeEncoding(false, true, true), 2);

    public static TextCodec Utf16BigEndian { get; } = new(new UnicodeEncoding(true, false, true), 2);

    public static TextCodec Utf16BigEndianWithMark { get; } = new(new UnicodeEncoding(true, true, true), 2);

    public static TextCodec Windows1252 { get; } = new(WindowsLatin, 1);

    readonly Encoding encoding;

    TextCodec(Encoding encoding, int unit)
    {
        this.encoding = encoding;
        Unit = unit;
    }

    /// <summary>Bytes of the smallest code unit: where a line ends can be seen without decoding.</summary>
    public int Unit { get; }

    /// <summary>Bytes of the byte-order mark that the file begins with.</summary>
    public int MarkLength => encoding.Preamble.Length;

    /// <summary>Adds <paramref name="length"/> bytes at <paramref name="start"/>, which hold whole characters, to the block.</summary>
    public void Read(ReadOnlySpan<byte> bytes, int start, int length, BlockBuilder block, int owner = Segment.NoOwner)
    {
        if (encoding is UTF8Encoding)
            block.AddUtf8(bytes, start, length, owner);
        else
            block.AddFixed(encoding.GetString(bytes.Slice(start, length)), start, Unit, owner);
    }

    /// <summary>The code unit at <paramref name="at"/>, which tells ASCII characters apart in every encoding.</summary>
    public int UnitAt(ReadOnlySpan<byte> bytes, int at) => Unit == 1 ? bytes[at]
        : encoding is UnicodeEncoding && IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..])
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public Decoder NewDecoder() => encoding.GetDecoder();

    /// <summary>The text that the bytes begin with; a character that is cut off at their end is left out.</summary>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        var decoder = NewDecoder();
        return string.Create(decoder.GetCharCount(bytes, flush: false), bytes, (chars, all) => NewDecoder().GetChars(all, chars, flush: false));
    }

    public int CountBytes(ReadOnlySpan<char> text) => encoding.GetByteCount(text);

    public byte[] Encode(string text) => encoding.GetBytes(text);

    /// <summary>A sentence when a text file of this encoding can't hold the text.</summary>
    public string? WhyNotWritable(string text) =>
        text.Contains('\0') ? "The new text holds a NUL character."
        : this == Windows1252 && text.EnumerateRunes().FirstOrDefault(r => r.Value > 0x7F && !IsInWindows1252(r)) is { Value: > 0 } rune
            ? $"The file's encoding, Windows-1252, has no character \u201C{rune}\u201D."
        : null;

    bool IsBigEndian => this == Utf16BigEndian || this == Utf16BigEndianWithMark;

    static bool IsInWindows1252(Rune rune)
    {
        Span<char> chars = stackalloc char[2];
        Span<byte> bytes = stackalloc byte[4];
        try
        {
            return rune.EncodeToUtf16(chars) == 1 && WindowsLatin.GetBytes(chars[..1], bytes) == 1;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
