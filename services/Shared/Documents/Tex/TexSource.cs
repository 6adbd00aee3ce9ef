namespace SwipeReview.Documents.Tex;

/// <summary>TeX's way to read characters: where a name, an argument, a formula or a comment ends. Nothing is expanded.</summary>
internal sealed class TexSource(string text)
{
    public int Length => text.Length;

    public char this[int at] => at < text.Length ? text[at] : '\0';

    public bool Stands(string what, int at) => at <= text.Length && text.AsSpan(at).StartsWith(what, StringComparison.Ordinal);

    public string Slice(int start, int end) => text[start..end];

    public int IndexOf(string what, int from) => from > text.Length ? -1 : text.IndexOf(what, from, StringComparison.Ordinal);

    public int IndexOf(string what, int from, int within) =>
        text.AsSpan(from, Math.Min(within, text.Length - from)).IndexOf(what) is >= 0 and var found ? from + found : -1;

    /// <summary>The name of the command whose backslash stands at <paramref name="at"/>: letters, or one other character.</summary>
    public string NameAt(int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '@'))
            end++;
        if (end == at + 1 && end < text.Length)
            end += char.IsHighSurrogate(text[end]) ? 2 : 1;
        return text[(at + 1)..Math.Min(end, text.Length)];
    }

    /// <summary>Past white space and comments, but never past a blank line.</summary>
    public int AfterSpace(int at)
    {
        var breaks = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                i = AfterComment(i) - 1;
                at = i + 1;
                breaks = 1;
            }
            else if (text[i] == '\n' && ++breaks > 1)
            {
                return at;
            }
            else if (!IsSpace(text[i]))
            {
                return i;
            }
        }

        return at;
    }

    /// <summary>A comment goes to its line's end and takes the break and the next line's indentation with it.</summary>
    public int AfterComment(int at)
    {
        var end = text.AsSpan(at).IndexOf('\n');
        if (end < 0)
            return text.Length;
        at += end + 1;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    /// <summary>Past the group that is opened at <paramref name="at"/> by <paramref name="open"/>; -1 when it doesn't close.</summary>
    public int AfterGroup(int at, char open, char close)
    {
        var depth = 0;
        var braces = 0;
        for (var i = at; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
                i++;
            else if (c == '%')
                i = AfterComment(i) - 1;
            else if (c == open && braces == 0 && (open == '{' || i == at))
                depth++;
            else if (c == close && braces == 0 && --depth == 0)
                return i + 1;
            else if (open != '{' && c is '{' or '}')
                braces += c == '{' ? 1 : -1;
        }

        return -1;
    }

    /// <summary>Past all arguments that stand directly at <paramref name="at"/>, star and optional ones too; -1 when one doesn't close.</summary>
    public int AfterArguments(int at, int braced = int.MaxValue)
    {
        if (this[at] == '*')
            at++;
        while (at >= 0)
        {
            if (this[at] == '[')
                at = AfterGroup(at, '[', ']');
            else if (this[at] == '{' && braced-- > 0)
                at = AfterGroup(at, '{', '}');
            else
                return at;
        }

        return at;
    }

    /// <summary>Past the dollar sign, or two, that ends the formula; -1 when there is none in this paragraph.</summary>
    public int AfterFormula(int at)
    {
        var mark = Stands("$$", at) ? "$$" : "$";
        for (var i = at + mark.Length; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '%')
                i = AfterComment(i) - 1;
            else if (Stands(mark, i))
                return i + mark.Length;
            else if (text[i] == '\n' && mark == "$" && IsBlankLine(i + 1))
                return -1;
        }

        return -1;
    }

    public bool IsBlankLine(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r')
            at++;
        return at >= text.Length || text[at] == '\n';
    }

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}
