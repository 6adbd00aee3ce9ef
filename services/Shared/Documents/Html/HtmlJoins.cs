using System.Buffers;
using System.Net;
using System.Text;
using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Html;

/// <summary>
/// A bare &amp; or &lt; in the file means itself only because of what follows it. Where the edits of a block together put
/// something else there, it is written as a reference, so that it goes on to mean itself.
/// </summary>
internal readonly ref struct HtmlJoins
{
    /// <summary>Characters of the longest reference, the ampersand left out.</summary>
    const int Reach = 33;

    /// <summary>Characters of the longest reference that browsers know without a semicolon.</summary>
    const int LongestOpen = 6;

    static readonly SearchValues<byte> Names = SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    static readonly SearchValues<byte> Continuing = SearchValues.Create("/#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    readonly ReadOnlySpan<byte> html;
    readonly List<Splice> splices;

    HtmlJoins(ReadOnlySpan<byte> html, List<Splice> splices)
    {
        this.html = html;
        this.splices = splices;
    }

    /// <summary>What has to be written beside <paramref name="splices"/>, all of one block.</summary>
    public static IEnumerable<Splice> Of(ReadOnlySpan<byte> html, IEnumerable<Splice> splices)
    {
        var joins = new HtmlJoins(html, Splices.InOrder(splices));
        var found = new SortedDictionary<int, Splice>();
        for (var i = 0; i < joins.splices.Count; i++)
        {
            var at = joins.BareBefore(i, out var first);
            if (at >= 0 && joins.IsMarkup(at, first))
                found.TryAdd(at, new(at, 1, html[at] == '&' ? "&amp;"u8.ToArray() : "&lt;"u8.ToArray(), joins.splices[i].Edits));
        }

        return found.Values;
    }

    /// <summary>
    /// Where the bare character stands that what the splice writes could continue: only letters, digits and such are between;
    /// -1 without one. <paramref name="first"/> is the splice that follows it.
    /// </summary>
    int BareBefore(int splice, out int first)
    {
        var left = Reach;
        for (first = splice; first >= 0 && left > 0; first--, left--)
        {
            var from = first > 0 ? splices[first - 1].End : 0;
            for (var at = splices[first].Start - 1; at >= from && left > 0; at--, left--)
            {
                if (html[at] is (byte)'&' or (byte)'<')
                    return at;
                if (!Continuing.Contains(html[at]))
                    return -1;
            }

            // Written text holds no bare character, but may stand between one and the splice.
            if (first > 0 && splices[first - 1].Bytes.Span.ContainsAnyExcept(Continuing))
                return -1;
        }

        return -1;
    }

    /// <summary>Whether the character at <paramref name="at"/>, which the splice <paramref name="next"/> follows, would be read as markup.</summary>
    bool IsMarkup(int at, int next)
    {
        Span<byte> buffer = stackalloc byte[Reach];
        var after = buffer[..Follow(at + 1, next, buffer)];
        if (html[at] == '<')
            return after is [(byte)'!' or (byte)'?', ..] || (after is [(byte)'/', var closes, ..] && char.IsAsciiLetter((char)closes)) || (after is [var opens, ..] && char.IsAsciiLetter((char)opens));
        var length = after.IndexOfAnyExcept(Names);
        var name = Encoding.ASCII.GetString(length < 0 ? after : after[..length]);
        if (name.Length == 0)
            return false;
        return name[0] == '#' || (length >= 0 && after[length] == ';')
            || Enumerable.Range(2, Math.Min(LongestOpen, name.Length) - 1).Any(n => IsOpenReference(name[..n]));
    }

    /// <summary>Reads on from a byte as it will be written; how many bytes that are.</summary>
    int Follow(int from, int next, Span<byte> buffer)
    {
        var count = 0;
        for (; count < buffer.Length && next <= splices.Count; next++)
        {
            Add(html[from..(next < splices.Count ? splices[next].Start : html.Length)], buffer);
            if (next < splices.Count)
            {
                Add(splices[next].Bytes.Span, buffer);
                from = splices[next].End;
            }
        }

        return count;

        void Add(ReadOnlySpan<byte> bytes, Span<byte> to)
        {
            bytes = bytes[..Math.Min(bytes.Length, to.Length - count)];
            bytes.CopyTo(to[count..]);
            count += bytes.Length;
        }
    }

    /// <summary>Browsers know the oldest references, all of them of Latin-1, even when nothing ends them.</summary>
    static bool IsOpenReference(string name) =>
        name is "AMP" or "LT" or "GT" or "QUOT" or "COPY" or "REG" || (WebUtility.HtmlDecode($"&{name};") is [var meant] && meant is '"' or '&' or '<' or '>' or (>= '\u00A0' and <= '\u00FF'));
}
