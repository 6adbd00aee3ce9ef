using System.Net;
using System.Text;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Html;

/// <summary>Character data of HTML: read into a source map, and written.</summary>
internal static class HtmlText
{
    const int LongestReference = 33;

    /// <summary>Adds text without white space in it; references are one character each, unknown ones are left alone.</summary>
    public static void Read(ReadOnlySpan<byte> html, int start, int length, TextCodec codec, BlockBuilder block, int owner)
    {
        var end = start + length;
        while (start < end)
        {
            var plain = html[start..end].IndexOf((byte)'&');
            var count = plain < 0 ? end - start : plain;
            codec.Read(html, start, count, block, owner);
            start += count;
            if (start == end)
                return;
            var reference = html.Slice(start, ReferenceLength(html[start..end]));
            var written = Encoding.ASCII.GetString(reference);
            var meant = reference.Length > 1 && WebUtility.HtmlDecode(written) is { Length: > 0 } decoded && !char.IsControl(decoded[0]) ? decoded : written;
            var before = block.Length;
            block.AddAtom(meant, start, reference.Length, owner);
            if (reference.Length > 1 && meant == written)
                block.Protect(before);
            start += reference.Length;
        }
    }

    /// <summary>
    /// Text as it stands between tags. What the encoding lacks, and everything beyond ASCII in a file that doesn't say how it
    /// is encoded, is written as a reference.
    /// </summary>
    public static string Write(string text, TextCodec codec, bool asciiOnly)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '\u00A0' => html.Append("&nbsp;"),
                '\n' => html.Append("<br>"),
                > 0x7F when asciiOnly || codec.WhyNotWritable(rune.ToString()) is not null => html.Append($"&#{rune.Value};"),
                _ => html.Append(rune.ToString()),
            };
        }

        return html.ToString();
    }

    /// <summary>1 for a bare ampersand, which means itself.</summary>
    static int ReferenceLength(ReadOnlySpan<byte> html)
    {
        var end = html[..Math.Min(html.Length, LongestReference)].IndexOf((byte)';');
        if (end < 2)
            return 1;
        foreach (var b in html[1..end])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '#')
                return 1;
        }

        return end + 1;
    }
}
