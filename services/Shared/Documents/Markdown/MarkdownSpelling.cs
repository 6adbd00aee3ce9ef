using System.Text;

namespace SwipeReview.Documents.Markdown;

/// <summary>Writes text so that it reads as itself between other Markdown: a backslash before what could be markup, and no more.</summary>
internal static class MarkdownSpelling
{
    /// <summary>What stands before and after the text is unknown and taken for the worst, so that edits side by side stay independent.</summary>
    public static string Write(string text, bool atLineStart, bool inCell)
    {
        var written = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var lineStart = i == 0 ? atLineStart : text[i - 1] == '\n';
            var length = lineStart ? BlockMarkLength(text.AsSpan(i)) : 0;
            if (length > 0)
            {
                // In a number that begins a list the mark after it is escaped, else the first character.
                written.Append(text, i, length - 1);
                i += length - 1;
                written.Append('\\').Append(text[i]);
                continue;
            }

            if (IsMarkup(text, i, inCell))
                written.Append('\\');
            written.Append(text[i]);
        }

        return written.ToString();
    }

    static bool IsMarkup(string text, int at, bool inCell)
    {
        var before = at > 0 ? text[at - 1] : '\0';
        var after = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '`' or '[' or ']' => true,
            '*' or '~' => !(char.IsWhiteSpace(before) && char.IsWhiteSpace(after)),
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)),
            '\\' => after == '\0' || after == '\n' || char.IsAsciiLetterOrDigit(after) is false && char.IsAscii(after) && !char.IsWhiteSpace(after),
            '<' => after is '\0' or '/' or '!' or '?' || char.IsAsciiLetter(after),
            '&' => BeginsEntity(text.AsSpan(at + 1)),
            '|' => inCell,
            _ => false,
        };
    }

    static bool BeginsEntity(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || (length == 0 && rest[0] == '#')))
            length++;
        return length == rest.Length || (length > 0 && rest[length] == ';');
    }

    /// <summary>How long the mark is that would begin a heading, list, quote or rule here; 0 when there is none.</summary>
    static int BlockMarkLength(ReadOnlySpan<char> line)
    {
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        if (line.IsEmpty)
            return 0;
        var run = line.IndexOfAnyExcept(line[0]) is >= 0 and var other ? other : line.Length;
        var stops = run == line.Length || line[run] is ' ' or '\t';
        switch (line[0])
        {
            case '>':
                return 1;
            case '#' when run <= 6 && stops:
            case '-' or '+' or '=' when stops:
                return 1;
        }

        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && line[digits] is '.' or ')' && (digits + 1 == line.Length || line[digits + 1] is ' ' or '\t')
            ? digits + 1
            : 0;
    }
}
