using System.Buffers;
using System.Globalization;
using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Xml;

/// <summary>Character data: read into a source map, and written.</summary>
internal static class XmlText
{
    static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);
    static readonly SearchValues<byte> LineBreaksAndEntities = SearchValues.Create("\r\n&"u8);

    /// <summary>
    /// Adds the character data in [start, end) of the part. A line break in it is shown as a space, as word processors do.
    /// In a CDATA section nothing is an entity.
    /// </summary>
    public static void Read(ReadOnlySpan<byte> xml, int start, int end, BlockBuilder block, int owner, string part, bool isCData = false)
    {
        var stops = isCData ? LineBreaks : LineBreaksAndEntities;
        Span<char> chars = stackalloc char[2];
        while (start < end)
        {
            var plain = xml[start..end].IndexOfAny(stops);
            var length = plain < 0 ? end - start : plain;
            block.AddUtf8(xml, start, length, owner);
            start += length;
            if (start == end)
                return;
            if (xml[start] == '&')
            {
                var rune = ReadEntity(xml[start..end], part, out length);
                block.AddAtom(chars[..rune.EncodeToUtf16(chars)], start, length, owner);
            }
            else
            {
                length = xml[start..end].StartsWith("\r\n"u8) ? 2 : 1;
                block.AddAtom(" ", start, length, owner);
            }

            start += length;
        }
    }

    /// <summary>An attribute's value with its entities resolved.</summary>
    public static string Value(ReadOnlySpan<byte> raw, string part)
    {
        if (!raw.Contains((byte)'&'))
            return Encoding.UTF8.GetString(raw);
        var value = new StringBuilder();
        for (var at = 0; at < raw.Length;)
        {
            var plain = raw[at..].IndexOf((byte)'&');
            var length = plain < 0 ? raw.Length - at : plain;
            value.Append(Encoding.UTF8.GetString(raw.Slice(at, length)));
            at += length;
            if (plain >= 0)
            {
                value.Append(ReadEntity(raw[at..], part, out length).ToString());
                at += length;
            }
        }

        return value.ToString();
    }

    /// <summary>Text as character data. Only what must be escaped is.</summary>
    public static void Write(ReadOnlySpan<char> text, StringBuilder xml)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                _ => xml.Append(c),
            };
        }
    }

    public static DocumentException Broken(string part, string how) =>
        DocumentException.Broken($"The document is damaged: its part {ZipNames.Show(part)} {how}.");

    static Rune ReadEntity(ReadOnlySpan<byte> at, string part, out int length)
    {
        length = at[..Math.Min(at.Length, 12)].IndexOf((byte)';') + 1;
        var name = length > 2 ? Encoding.ASCII.GetString(at[1..(length - 1)]) : "";
        var rune = name switch
        {
            "amp" => new Rune('&'),
            "lt" => new Rune('<'),
            "gt" => new Rune('>'),
            "quot" => new Rune('"'),
            "apos" => new Rune('\''),
            ['#', 'x', .. var hex] => Character(hex, NumberStyles.AllowHexSpecifier),
            ['#', .. var number] => Character(number, NumberStyles.None),
            _ => default,
        };
        return rune != default ? rune : throw Broken(part, "uses an entity that XML doesn't know");
    }

    static Rune Character(string digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)
        && (value is '\t' or '\n' or '\r' || (value >= ' ' && value is not (0xFFFE or 0xFFFF)))
            ? new Rune(value)
            : default;
}
