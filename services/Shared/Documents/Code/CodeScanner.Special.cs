namespace SwipeReview.Documents.Code;

/// <summary>What looks like a string or a comment in one language and is none: regular expressions, characters, heredocs, elements.</summary>
internal sealed partial class CodeScanner
{
    readonly Queue<(string Name, bool IsIndented)> heredocs = [];

    /// <summary>Goes over something that is neither token nor plain code. False when there is nothing of that kind here.</summary>
    bool SkipSpecial(char c)
    {
        var start = at;
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        if (c == '\\' && language.EscapesInCode)
            at += 2;
        else if (c == '\'' && language.HasCharacters)
            at += CharacterLength();
        else if (c == '/' && language.HasRegexes && IsValueExpected())
            at += RegexLength();
        else if (c == '<' && next == '<' && language.Heredocs != Heredocs.None)
            BeginHeredoc();
        else if (c == '<' && language.HasElements && IsValueExpected() && !IsTypeParameter() && (char.IsLetter(next) || next is '>' or '_'))
            BeginElement();
        else if (c == '?' && next == '>' && language.IsTemplate)
            SkipTemplate();
        else if (language.Heredocs == Heredocs.Ruby && ((c == '$' && next is '"' or '\'' or '`' or '/') || (c == '?' && next != '\0' && IsValueExpected())))
            at += 2;
        else if (language.Heredocs == Heredocs.Ruby && c == '_' && IsAtLineStart(at) && Stands("__END__", at))
            at = source.Length;
        else if (c == '#' && language.HasDialects && IsAtLineStart(at))
            IsLost = true;
        else if (language.HasBareUrls && c is 'u' or 'U' && source.AsSpan(at).StartsWith("url(", StringComparison.OrdinalIgnoreCase))
            SkipUrl();
        else
            return false;
        if (at == start && !IsLost)
            return false;
        at = Math.Min(at, source.Length);
        if (surroundings.Count == 0 || surroundings.Peek() == Surrounding.Code)
            Seen(at - 1);
        return true;
    }

    /// <summary>1 for a quote that belongs to no character: a lifetime, a digit separator.</summary>
    int CharacterLength()
    {
        if (Stands("'\\", at))
        {
            var close = source.AsSpan(at + 3, Math.Min(12, Math.Max(0, source.Length - at - 3))).IndexOf('\'');
            return close < 0 ? 1 : close + 4;
        }

        var length = at + 1 < source.Length && char.IsHighSurrogate(source[at + 1]) ? 2 : 1;
        return Stands("'", at + 1 + length) ? length + 2 : 1;
    }

    /// <summary>Where a value is expected nothing is divided: a slash that has no second is beyond understanding.</summary>
    int RegexLength()
    {
        var inClass = false;
        for (var i = at + 1; i < source.Length && source[i] is not ('\n' or '\r'); i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] is '[' or ']')
                inClass = source[i] == '[';
            else if (source[i] == '/' && !inClass)
                return i + 1 - at;
        }

        IsLost = true;
        return 0;
    }

    void SkipUrl()
    {
        var open = at + "url(".Length;
        var first = open;
        while (first < source.Length && char.IsWhiteSpace(source[first]))
            first++;
        if (first < source.Length && source[first] is '"' or '\'')
        {
            at = first;
            return;
        }

        var close = source.IndexOf(')', open);
        if (close < 0)
            IsLost = true;
        else
            at = close + 1;
    }

    void SkipTemplate()
    {
        var code = source.IndexOf("<?", at, StringComparison.Ordinal);
        at = code < 0 ? source.Length : code + 2;
    }

    void BeginHeredoc()
    {
        var name = at + 2;
        var isIndented = language.Heredocs == Heredocs.Php;
        if (language.Heredocs == Heredocs.Php)
        {
            if (!Stands("<<<", at))
                return;
            name++;
        }
        else if (Stands("<<<", at))
        {
            at += 3;
            return;
        }
        else if (name < source.Length && source[name] is '-' or '~')
        {
            isIndented = true;
            name++;
        }

        while (language.Heredocs != Heredocs.Ruby && name < source.Length && source[name] is ' ' or '\t')
            name++;
        var quote = name < source.Length && source[name] is '"' or '\'' or '`' or '\\' ? source[name++] : '\0';
        var end = name;
        while (end < source.Length && IsWordCharacter(source[end]))
            end++;
        var isName = end > name && !char.IsDigit(source[name]) && (language.Heredocs != Heredocs.Ruby || isIndented || quote != '\0' || char.IsUpper(source[name]));
        if (!isName)
            return;
        heredocs.Enqueue((source[name..end], isIndented));
        at = end + (quote is '\0' or '\\' ? 0 : 1);
    }

    /// <summary>At a line's beginning: goes over the texts that the line before has announced.</summary>
    void SkipHeredocs()
    {
        while (heredocs.Count > 0)
        {
            if (source[at - 1] == '\r' && at < source.Length && source[at] == '\n')
                at++;
            var (name, isIndented) = heredocs.Dequeue();
            var found = false;
            while (!found && at < source.Length)
            {
                var end = LineEnd(at);
                var line = source.AsSpan(at, end - at);
                line = isIndented ? line.TrimStart() : line;
                found = language.Heredocs == Heredocs.Php
                    ? line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || !IsWordCharacter(line[name.Length]))
                    : line.SequenceEqual(name);
                at = found && language.Heredocs == Heredocs.Php ? end - line.Length + name.Length
                    : found ? end
                    : Math.Min(source.Length, end + (source.AsSpan(end).StartsWith("\r\n") ? 2 : 1));
            }

            if (!found)
                IsLost = true;
        }
    }

    /// <summary><c>&lt;T,</c>, <c>&lt;T extends</c>, <c>&lt;T&gt;(</c> begin a generic function.</summary>
    bool IsTypeParameter()
    {
        var name = at + 1;
        while (name < source.Length && IsWordCharacter(source[name]))
            name++;
        var rest = source.AsSpan(name);
        return rest is [',', ..] || rest.StartsWith(" extends ") || rest.StartsWith(">(");
    }

    void BeginElement()
    {
        at++;
        Enter(Surrounding.Tag);
    }

    bool StepInTag()
    {
        var c = source[at];
        if (c == '{')
        {
            at++;
            lastCode = -1;
            Enter(Surrounding.Code);
        }
        else if (c is '"' or '\'')
        {
            var close = source.IndexOf(c, at + 1);
            if (close < 0)
                return Lose();
            at = close + 1;
        }
        else if (Stands("/>", at))
        {
            at += 2;
            EndElement();
        }
        else if (c == '>')
        {
            at++;
            surroundings.Pop();
            Enter(Surrounding.Element);
        }
        else if (c is '<' or ';')
        {
            return Lose(); // no tag after all
        }
        else
        {
            at++;
        }

        return false;
    }

    bool StepInElement()
    {
        var c = source[at];
        if (c == '{')
        {
            at++;
            lastCode = -1;
            Enter(Surrounding.Code);
            return false;
        }

        if (c == '<')
        {
            if (!Stands("</", at))
            {
                BeginElement();
                return false;
            }

            var close = source.IndexOf('>', at);
            if (close < 0)
                return Lose();
            at = close + 1;
            EndElement();
            return false;
        }

        var start = at;
        var end = source.AsSpan(at).IndexOfAny("<{>}");
        if (end < 0 || source[at + end] is '>' or '}')
            return Lose();
        at += end;
        Token = new(CodeTokenKind.ElementText, start, at, start, at);
        return depth == 0;
    }

    void EndElement()
    {
        surroundings.Pop();
        Seen(at - 1);
        lastCode = at - 1;
    }
}
