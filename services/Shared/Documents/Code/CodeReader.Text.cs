using System.Buffers;

namespace SwipeReview.Documents.Code;

/// <summary>How text gets into a block: escapes read, and what is not for people protected.</summary>
internal sealed partial class CodeReader
{
    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Adds text with what is inert in it protected: holes, escapes, placeholders, names, addresses.</summary>
    void Add(int start, int stop, IReadOnlyList<(int Start, int End)> holes, bool isComment, bool isXml, StringStyle? style = null)
    {
        foreach (var hole in holes.Append((Start: stop, End: stop)))
        {
            AddEscaped(start, hole.Start, isComment, isXml, style);
            AddInert(hole.Start, hole.End);
            start = hole.End;
        }
    }

    void AddEscaped(int start, int stop, bool isComment, bool isXml, StringStyle? style)
    {
        var at = start;
        foreach (var (place, length, meaning) in Escapes(start, stop, style))
        {
            AddProse(at, place, isComment, isXml);
            if (meaning.Length == 0)
                AddInert(place, place + length);
            else
                AddAtom(meaning, place, place + length);
            at = place + length;
        }

        AddProse(at, stop, isComment, isXml);
    }

    /// <summary>Escaped quotes mean quotes; every other escape is left alone.</summary>
    IEnumerable<(int Place, int Length, string Meaning)> Escapes(int start, int stop, StringStyle? style)
    {
        for (var i = start; style is not null && i < stop; i++)
        {
            if (source[i] == '\\' && (style.Escapes || style.IsRaw))
            {
                var length = Math.Min(EscapeLength(i), stop - i);
                var isQuote = length == 2 && !style.IsRaw && source[i + 1] is '"' or '\'' or '`';
                yield return (i, length, isQuote ? source.Substring(i + 1, 1) : "");
                i += length - 1;
            }
            else if (style.Doubles && i + 1 < stop && source[i] == style.Close[0] && source[i + 1] == style.Close[0])
            {
                yield return (i, 2, style.Close);
                i++;
            }
        }
    }

    /// <summary>Digits after a number's escape count as its own, even where the language takes fewer.</summary>
    int EscapeLength(int at)
    {
        var rest = source.AsSpan(at + 1);
        if (rest is ['u', '{', ..] && rest.IndexOf('}') is > 0 and < 16 and var close)
            return close + 2;
        if (rest.StartsWith("\r\n"))
            return 3;
        if (rest is not ['u' or 'U' or 'x' or (>= '0' and <= '9'), ..])
            return rest is [var high, ..] && char.IsHighSurrogate(high) ? 3 : 2;
        var digits = rest[1..].IndexOfAnyExcept(HexDigits);
        return 2 + (digits < 0 ? rest.Length - 1 : digits);
    }

    void AddProse(int start, int stop, bool isComment, bool isXml)
    {
        if (start >= stop)
            return;
        var at = start;
        foreach (var match in CodeProse.Inert(isComment).EnumerateMatches(source.AsSpan(start, stop - start)))
        {
            AddPlain(at, start + match.Index);
            at = start + match.Index + match.Length;
            var written = source.AsSpan(at - match.Length, match.Length);
            if (isXml && Meaning(written) is { } meaning)
                AddAtom(meaning, at - match.Length, at);
            else
                AddInert(at - match.Length, at);
        }

        AddPlain(at, stop);
    }

    static string? Meaning(ReadOnlySpan<char> entity) => entity switch
    {
        "&lt;" => "<",
        "&gt;" => ">",
        "&amp;" => "&",
        "&quot;" => "\"",
        "&apos;" => "'",
        _ => null,
    };

    void AddPlain(int start, int stop)
    {
        // A line break in a string is a part of its value; between tags it is a space.
        while (start < stop)
        {
            var text = source.AsSpan(start, stop - start);
            var length = text.IndexOfAny('\r', '\n') is >= 0 and var found ? found : text.Length;
            var place = cursor.MoveTo(start);
            codec.Read(bytes.Span, place, cursor.MoveTo(start + length) - place, builder);
            start += length;
            if (start == stop)
                return;
            var rest = source.AsSpan(start, stop - start);
            var gap = rest.IndexOfAnyExcept(" \t\r\n") is >= 0 and var next ? next : rest.Length;
            if (isElement)
                AddAtom(" ", start, start + gap);
            else
                AddInert(start, start + gap);
            start += gap;
        }
    }

    void AddInert(int start, int stop)
    {
        if (start == stop)
            return;
        var before = builder.Length;
        var place = cursor.MoveTo(start);
        var length = cursor.MoveTo(stop) - place;
        var text = source[start..stop];
        if (text.AsSpan().ContainsAny('\r', '\n'))
            builder.AddAtom(text.ReplaceLineEndings("\n"), place, length);
        else
            codec.Read(bytes.Span, place, length, builder);
        builder.Protect(before);
    }

    void AddAtom(string text, int start, int stop)
    {
        var place = cursor.MoveTo(start);
        builder.AddAtom(text, place, cursor.MoveTo(stop) - place);
    }
}
