namespace SwipeReview.Documents.Code;

/// <summary>Strings, and the code in them.</summary>
internal sealed partial class CodeScanner
{
    const int MaxMarks = 16;

    static readonly string[] CppPrefixes = ["R\"", "LR\"", "uR\"", "UR\"", "u8R\""];
    static readonly string[] RustPrefixes = ["r", "br", "cr"];
    static readonly string[] NoPrefix = [""];
    static readonly string[] Dollar = ["$"];

    StringStyle? FindString()
    {
        if (FindRawString() is { } raw)
            return raw;
        foreach (var style in language.StringsAt(source[at]))
        {
            // A prefix is no part of a longer word: words are gone over whole, but for what follows a mark.
            if (Stands(style.Open, at))
                return style;
        }

        return null;
    }

    bool ReadString(StringStyle style)
    {
        var start = at;
        var body = at + style.Open.Length;
        var isDocstring = language.HasDocstrings && style is { Lines: true, IsText: true, Holes: [] } && brackets == 0 && IsAtLineStart(start) && EndsStatement();
        var isTagged = start > 0 && (IsWordCharacter(source[start - 1]) || source[start - 1] is ')' or ']') && style.Open == "`";
        if (FindStringEnd(style, body) is not (>= 0 and var end))
            return Lose();
        at = end + style.Close.Length;
        while (style.TakesQuotes && at < source.Length && source[at] == style.Close[0])
        {
            at++;
            end++;
        }

        Seen(at - 1);
        var kind = isDocstring && LineEnd(at) is var line && IsBlankOrComment(at, line) ? CodeTokenKind.Docstring : CodeTokenKind.String;
        Token = new(kind, start, at, body, end, String: isTagged ? style with { IsText = false } : style);
        return depth == 0;
    }

    /// <summary>Where the string closes; -1 when it doesn't.</summary>
    int FindStringEnd(StringStyle style, int from)
    {
        for (var i = from; i < source.Length;)
        {
            var stop = source.AsSpan(i).IndexOfAny(style.Stops);
            if (stop < 0)
                return -1;
            i += stop;
            var c = source[i];
            var hole = style.Holes.Length == 0 ? null : HoleAt(style, i);
            if (hole == "{" && Stands("{{", i))
            {
                i += 2;
            }
            else if (hole is not null)
            {
                var start = i;
                i = SkipHole(style, i, hole);
                if (i < 0)
                    return -1;
                if (depth == 0)
                    holes.Add((start, i));
            }
            else if (c == '\\' && (style.Escapes || style.IsRaw))
            {
                i += Stands("\r\n", i + 1) ? 3 : 2;
            }
            else if (style.Doubles && Stands(style.Close + style.Close, i))
            {
                i += 2;
            }
            else if (Stands(style.Close, i))
            {
                return language.HasDialects && source[i - 1] == '\\' && i > from ? -1 : i;
            }
            else if (!style.Lines && (c is '\n' or '\r' || (language.HasUnicodeBreaks && c is '\u0085')))
            {
                return -1;
            }
            else
            {
                i++;
            }
        }

        return -1;
    }

    string? HoleAt(StringStyle style, int place) => Array.Find(style.Holes, h => Stands(h, place));

    /// <summary>Goes over code in a string; where it ends, or -1.</summary>
    int SkipHole(StringStyle style, int start, string hole)
    {
        var (open, close) = hole[^1] == '(' ? ('(', ')') : hole == "`" ? ('\0', '`') : ('{', '}');
        var outer = (at, lastCode, lastWord, brackets, withoutLineComments);
        if (depth + 1 > MaxDepth)
            return -1;
        depth++;
        at = start + hole.Length;
        lastCode = -1;
        withoutLineComments = !style.Lines || hole == "{";
        var nested = 0;
        var end = -1;
        while (at < source.Length && !IsLost)
        {
            var c = source[at];
            if (c == close && nested == 0)
            {
                end = at + 1;
                break;
            }

            if (c != open && c != close)
            {
                Step();
                continue;
            }

            nested += c == open ? 1 : -1;
            at++;
            Seen(at - 1);
        }

        depth--;
        // In a shell's case a bracket closes that none has opened.
        if (end > 0 && hole == "$(" && source.AsSpan(start, end - start).Contains("esac", StringComparison.Ordinal))
            end = -1;
        (at, lastCode, lastWord, brackets, withoutLineComments) = outer;
        return end;
    }

    StringStyle? FindRawString() => language.RawStrings switch
    {
        RawStrings.CSharp => FindCSharpRaw(),
        RawStrings.Cpp => FindDelimited(CppPrefixes, "(", ")", "\""),
        RawStrings.Rust => FindHashed(RustPrefixes, needsHash: false),
        RawStrings.Swift => FindHashed(NoPrefix, needsHash: true),
        RawStrings.Sql => FindDelimited(Dollar, "$", "$", "$"),
        RawStrings.Ruby => FindPercent(),
        _ => null,
    };

    StringStyle? FindCSharpRaw()
    {
        var dollars = Count('$', at);
        var quotes = Count('"', at + dollars);
        if (quotes < 3)
            return null;
        var open = source.Substring(at, dollars + quotes);
        return new(open, new('"', quotes)) { Escapes = false, Lines = true, TakesQuotes = false, Holes = dollars > 0 ? [new('{', dollars)] : [] };
    }

    /// <summary>A name that the writer chose stands at both ends.</summary>
    StringStyle? FindDelimited(string[] prefixes, string opening, string closing, string last)
    {
        var prefix = Array.Find(prefixes, p => Stands(p, at));
        if (prefix is null)
            return null;
        var name = at + prefix.Length;
        var end = name;
        while (end < source.Length && end - name < 64 && (IsWordCharacter(source[end]) || (opening == "(" && source[end] is not ('(' or ')' or '\\' or '"') && !char.IsWhiteSpace(source[end]))))
            end++;
        return Stands(opening, end) && !(end > name && char.IsDigit(source[name]) && opening == "$")
            ? new(source[at..(end + 1)], closing + source[name..end] + last) { Escapes = false, Lines = true, IsText = false }
            : null;
    }

    StringStyle? FindHashed(string[] prefixes, bool needsHash)
    {
        foreach (var prefix in prefixes)
        {
            if (!Stands(prefix, at))
                continue;
            var hashes = Count('#', at + prefix.Length);
            var quote = at + prefix.Length + hashes;
            if (!Stands("\"", quote) || (needsHash && hashes == 0))
                continue;
            var quotes = needsHash && Stands("\"\"\"", quote) ? 3 : 1;
            return new(source[at..(quote + quotes)], new string('"', quotes) + new string('#', hashes)) { Escapes = false, Lines = true, IsText = hashes == 0 };
        }

        return null;
    }

    /// <summary>Only brackets close what they open; brackets inside of them are counted by going over them.</summary>
    StringStyle? FindPercent()
    {
        if (source[at] != '%' || !IsValueExpected())
            return null;
        var open = at + (at + 1 < source.Length && "qQwWiIrsx".Contains(source[at + 1], StringComparison.Ordinal) ? 2 : 1);
        if (open >= source.Length || IsWordCharacter(source[open]) || char.IsWhiteSpace(source[open]) || (open == at + 1 && source[open] == '='))
            return null;
        var close = source[open] switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', var same => same };
        var nested = 0;
        for (var i = open + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == close && nested-- == 0)
                return new(source[at..i], close.ToString()) { IsText = false };
            else if (source[i] == source[open])
                nested++;
        }

        IsLost = true;
        return null;
    }

    /// <summary>How often the character stands there. More than anybody writes is nothing that is known.</summary>
    int Count(char c, int from)
    {
        var count = 0;
        while (from + count < source.Length && source[from + count] == c && !IsLost)
            IsLost = ++count > MaxMarks;
        return count;
    }

    bool IsAtLineStart(int place)
    {
        while (place > 0 && source[place - 1] is ' ' or '\t')
            place--;
        return place == 0 || source[place - 1] is '\n' or '\r' or '\uFEFF';
    }

    /// <summary>Whether the code before is a whole statement or begins a block.</summary>
    bool EndsStatement() => lastCode < 0 || source[lastCode] is ':' or ')' or ']' or '}' or '"' or '\'' || IsWordCharacter(source[lastCode]);

    bool IsBlankOrComment(int from, int to) => source.AsSpan(from, to - from).TrimStart() is "" or ['#', ..];
}
