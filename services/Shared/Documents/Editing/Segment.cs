using System.Text;

namespace SwipeReview.Documents.Editing;

/// <summary>How the characters of a segment are written, which says where in the bytes each of them lies.</summary>
internal enum Spelling : byte
{
    /// <summary>One byte a code unit: ASCII, or any text in a single-byte code page.</summary>
    OneByte,

    /// <summary>Two bytes a code unit: UTF-16.</summary>
    TwoBytes,

    /// <summary>UTF-8 with characters of several lengths; short, because finding a character means walking there.</summary>
    Utf8,

    /// <summary>Written in a way that can only be taken as a whole: an entity, an escape, an element, <c>\r\n</c>.</summary>
    Atom,
}

/// <summary>One stretch of a block's text and the bytes that write it. A block's source map is an array of these, gapless in its text.</summary>
/// <param name="Owner">What the bytes lie in, by the format's own numbering.</param>
internal readonly record struct Segment(int TextStart, int TextLength, int ByteStart, int ByteLength, Spelling Spelling, int Owner)
{
    /// <summary>The bytes lie in nothing that matters.</summary>
    public const int NoOwner = -1;

    /// <summary>The bytes lie in something that new text may not get into, such as a code element.</summary>
    public const int Closed = -2;

    public int TextEnd => TextStart + TextLength;

    public int ByteEnd => ByteStart + ByteLength;

    /// <summary>The byte where the code unit at <paramref name="offset"/> (of the block's text) begins.</summary>
    public int ByteAt(int offset, ReadOnlySpan<byte> part) => offset == TextEnd ? ByteEnd : Spelling switch
    {
        Spelling.OneByte => ByteStart + (offset - TextStart),
        Spelling.TwoBytes => ByteStart + (2 * (offset - TextStart)),
        Spelling.Utf8 => ByteStart + Walk(part.Slice(ByteStart, ByteLength), offset - TextStart),
        _ => ByteStart,
    };

    static int Walk(ReadOnlySpan<byte> utf8, int units)
    {
        var at = 0;
        while (units > 0)
        {
            Rune.DecodeFromUtf8(utf8[at..], out var rune, out var consumed);
            at += consumed;
            units -= rune.Utf16SequenceLength;
        }

        return at;
    }
}
