using System.Buffers;
using System.Text;

namespace SwipeReview.Documents.Html;

internal enum HtmlToken
{
    /// <summary>The end of the file.</summary>
    None,
    Text,
    Start,
    End,
}

/// <summary>
/// Reads HTML forward over bytes of an ASCII-compatible encoding, with the standard's idea of what is a tag and what is text.
/// Comments and declarations are passed over. Nothing is an error: a browser shows everything somehow.
/// </summary>
internal ref struct HtmlScanner(ReadOnlySpan<byte> html, int start)
{
    static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n\f/>"u8);

    readonly ReadOnlySpan<byte> html = html;
    int at = start;

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Of a tag: its name in lower case; empty for a name that no element of HTML has.</summary>
    public string Name { readonly get; private set; } = "";

    public HtmlToken Next()
    {
        while (at < html.Length)
        {
            Start = at;
            if (!BeginsMarkup(at))
                return Text();
            switch (html[at + 1])
            {
                case (byte)'!' when html[at..].StartsWith("<!--"u8):
                    Skip(4, "-->"u8);
                    break;
                case (byte)'!' or (byte)'?':
                    Skip(2, ">"u8);
                    break;
                case (byte)'/':
                    ReadTag(2);
                    return HtmlToken.End;
                default:
                    ReadTag(1);
                    return HtmlToken.Start;
            }
        }

        return HtmlToken.None;
    }

    /// <summary>Passes over everything up to the end tag of a raw text element, whose content is not markup.</summary>
    public void SkipRawText(string name)
    {
        for (var from = at; ;)
        {
            var found = html[from..].IndexOf("</"u8);
            if (found < 0)
            {
                at = html.Length;
                return;
            }

            from += found + 2;
            if (html.Length >= from + name.Length && Ascii.EqualsIgnoreCase(html.Slice(from, name.Length), name)
                && (html.Length == from + name.Length || NameEnd.Contains(html[from + name.Length])))
            {
                at = from - 2;
                return;
            }
        }
    }

    /// <summary>Whether the byte is a &lt; that begins a tag, comment or declaration. Any other is text.</summary>
    readonly bool BeginsMarkup(int index) =>
        html[index] == '<' && index + 1 < html.Length
        && (char.IsAsciiLetter((char)html[index + 1]) || html[index + 1] is (byte)'!' or (byte)'?'
            || (html[index + 1] == '/' && index + 2 < html.Length && char.IsAsciiLetter((char)html[index + 2])));

    HtmlToken Text()
    {
        do
        {
            var next = html[(at + 1)..].IndexOf((byte)'<');
            at = next < 0 ? html.Length : at + 1 + next;
        }
        while (at < html.Length && !BeginsMarkup(at));
        End = at;
        return HtmlToken.Text;
    }

    void ReadTag(int nameAt)
    {
        var rest = html[(at + nameAt)..];
        var length = rest.IndexOfAny(NameEnd) is >= 0 and var found ? found : rest.Length;
        Name = length <= HtmlElements.LongestName ? Encoding.ASCII.GetString(rest[..length]).ToLowerInvariant() : "";
        End = at = TagEnd(at + nameAt + length);
    }

    /// <summary>One past the tag's closing bracket. A quote counts only where a value begins.</summary>
    readonly int TagEnd(int from)
    {
        for (var i = from; i < html.Length; i++)
        {
            if (html[i] == '>')
                return i + 1;
            if (html[i] != '=')
                continue;
            do
                i++;
            while (i < html.Length && html[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f');
            if (i < html.Length && html[i] is (byte)'"' or (byte)'\'')
            {
                var close = html[(i + 1)..].IndexOf(html[i]);
                if (close < 0)
                    return html.Length;
                i += close + 1;
            }
            else if (i < html.Length && html[i] == '>')
            {
                return i + 1;
            }
        }

        return html.Length;
    }

    void Skip(int from, ReadOnlySpan<byte> end)
    {
        var rest = html[Math.Min(at + from, html.Length)..];
        var found = rest.IndexOf(end);
        at = found < 0 ? html.Length : at + from + found + end.Length;
    }
}
