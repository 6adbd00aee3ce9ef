using System.Text;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>Characters that WordprocessingML writes as elements.</summary>
internal static class WordGlyphs
{
    public const char Tab = '\t';
    public const char Break = '\n';
    public const char NoBreakHyphen = '\u2011';
    public const char SoftHyphen = '\u00AD';

    /// <summary>Adds the glyph element in [start, end), whose start tag ends at <paramref name="tagEnd"/>.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, int start, int tagEnd, int end, ParagraphReader paragraph, bool fenced)
    {
        var tag = bytes[start..tagEnd];
        var name = XmlNames.At(tag[1..]);
        name = name[(name.IndexOf((byte)':') + 1)..];
        var (glyph, isLayout) = name switch
        {
            [(byte)'t', ..] => (Tab, false),
            [(byte)'p', ..] => (Tab, true),
            [(byte)'n', ..] => (NoBreakHyphen, false),
            [(byte)'s', ..] => (SoftHyphen, false),
            [(byte)'c', ..] => (Break, false),
            _ => (Break, IsPageOrColumn(XmlAttributes.Of(tag).FindLocal("type"u8))),
        };

        // A page break or an alignment tab is layout: seen in the text, but nobody's edit of the words may take it away.
        var kind = isLayout ? WordElementKind.Object : WordElementKind.Glyph;
        paragraph.AddElement(glyph, start, end, kind, fenced || isLayout);
    }

    /// <summary>
    /// Writes text as the content of a text element that is open, with elements for glyphs: the text element is closed and
    /// opened again around them.
    /// </summary>
    public static void Write(ReadOnlySpan<char> text, string prefix, StringBuilder xml)
    {
        while (!text.IsEmpty)
        {
            var at = text.IndexOfAny([Tab, Break, NoBreakHyphen, SoftHyphen]);
            XmlText.Write(at < 0 ? text : text[..at], xml);
            if (at < 0)
                return;
            xml.Append($"</{prefix}t><{prefix}{NameOf(text[at])}/><{prefix}t xml:space=\"preserve\">");
            text = text[(at + 1)..];
        }
    }

    public static bool Needed(ReadOnlySpan<char> text) => text.IndexOfAny([Tab, Break, NoBreakHyphen, SoftHyphen]) >= 0;

    static string NameOf(char glyph) => glyph switch
    {
        Tab => "tab",
        Break => "br",
        NoBreakHyphen => "noBreakHyphen",
        _ => "softHyphen",
    };

    static bool IsPageOrColumn(ReadOnlySpan<byte> type) => type.SequenceEqual("page"u8) || type.SequenceEqual("column"u8);
}
