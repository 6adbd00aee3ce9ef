using System.Collections.Frozen;

namespace SwipeReview.Documents.Code;

/// <summary>
/// Walks over source code and stops at comments, strings and the text of elements. It knows as little of a language as that
/// takes. Where it can't be sure what something is, it is lost: it stops, so that nothing that may be code is ever offered.
/// </summary>
internal sealed partial class CodeScanner
{
    /// <summary>Code in strings in code …, and elements inside each other.</summary>
    const int MaxDepth = 100;

    static readonly FrozenSet<string> BeforeValue = FrozenSet.Create(
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield", "instanceof", "default",
        "if", "unless", "while", "until", "and", "or", "not", "when", "then");

    readonly string source;
    readonly Language language;
    readonly Stack<Surrounding> surroundings = [];
    readonly List<(int Start, int End)> holes = [];
    int at;
    int depth;
    int brackets;
    bool withoutLineComments;

    /// <summary>The last character of code that is no white space, and where its word began.</summary>
    int lastCode = -1;
    int lastWord = -1;

    /// <summary>For a whole file.</summary>
    public CodeScanner(string source, Language language, int start)
        : this(source, language)
    {
        at = start;
        if (language.IsTemplate)
            SkipTemplate();
        else if (Stands("#!", start))
            at = LineEnd(start);
    }

    /// <summary>For a piece of a file that begins with a token.</summary>
    /// <param name="insideElement">Whether it begins with the text of an element.</param>
    public CodeScanner(string source, Language language, bool insideElement = false)
    {
        this.source = source;
        this.language = language;
        if (insideElement)
            surroundings.Push(Surrounding.Element);
    }

    enum Surrounding
    {
        /// <summary>Braces.</summary>
        Code,

        /// <summary>Inside a tag's brackets.</summary>
        Tag,

        /// <summary>Between a start tag and its end tag.</summary>
        Element,
    }

    /// <summary>Whether it stopped because it could not tell what comes.</summary>
    public bool IsLost { get; private set; }

    public CodeToken Token { get; private set; }

    /// <summary>Code inside of the present string.</summary>
    public IReadOnlyList<(int Start, int End)> Holes => holes;

    /// <summary>Whether any code came before the present token.</summary>
    public bool HasSeenCode { get; private set; }

    public bool MoveNext()
    {
        HasSeenCode = lastCode >= 0;
        while (at < source.Length && !IsLost)
        {
            holes.Clear();
            if (Step() && !IsLost)
                return true;
        }

        return false;
    }

    /// <summary>Goes over one thing. True when it is a token.</summary>
    bool Step()
    {
        if (surroundings.TryPeek(out var surrounding) && surrounding != Surrounding.Code)
            return surrounding == Surrounding.Tag ? StepInTag() : StepInElement();
        var c = source[at];
        if (c is '\n' or '\r')
        {
            at++;
            SkipHeredocs();
            return false;
        }

        if (char.IsWhiteSpace(c))
        {
            at++;
            return false;
        }

        if (FindComment() is { } comment)
            return ReadComment(comment);
        if (FindString() is { } style)
            return ReadString(style);
        if (SkipSpecial(c))
            return false;
        Code(c);
        return false;
    }

    void Code(char c)
    {
        brackets = c switch
        {
            '(' or '[' or '{' => brackets + 1,
            ')' or ']' or '}' => Math.Max(0, brackets - 1),
            _ => brackets,
        };
        if (language.HasElements && c == '{' && surroundings.Count > 0)
            Enter(Surrounding.Code);
        else if (c == '}' && surroundings.Count > 0)
            surroundings.Pop();
        var start = at++;
        if (IsWordCharacter(c))
        {
            while (at < source.Length && IsWordCharacter(source[at]))
                at++;
        }

        Seen(start);
    }

    /// <summary>Everything up to here, from <paramref name="start"/> on, is a word or a mark of code.</summary>
    void Seen(int start)
    {
        lastWord = start;
        lastCode = at - 1;
        HasSeenCode = true;
    }

    void Enter(Surrounding surrounding)
    {
        surroundings.Push(surrounding);
        IsLost |= surroundings.Count > MaxDepth;
    }

    CommentStyle? FindComment()
    {
        foreach (var style in language.CommentsAt(source[at]))
        {
            if (Stands(style.Open, at) && (style.Close is not null || !withoutLineComments) && MayBegin(style))
                return style;
        }

        return null;
    }

    bool MayBegin(CommentStyle style)
    {
        var before = at == 0 ? '\n' : source[at - 1];
        var after = at + style.Open.Length < source.Length ? source[at + style.Open.Length] : '\n';
        return (!style.AtWordStart || char.IsWhiteSpace(before) || before is ';' or '&' or '|' or '(' or ')')
            && (!style.AtLineStart || before is '\n' or '\r')
            && (style.NotBefore == '\0' || style.NotBefore != after)
            && !(style.IsXml && ((style.Close is null && after == '/') || (style.Close is not null && after is '*' or '/')));
    }

    bool ReadComment(CommentStyle style)
    {
        var start = at;
        var body = start + style.Open.Length;
        if (style.Close is null)
        {
            at = LineEnd(body);
            while (language.JoinsLines && at < source.Length && source.AsSpan(start, at - start).TrimEnd(" \t").EndsWith('\\'))
                at = LineEnd(at + (source[at] == '\r' && at + 1 < source.Length && source[at + 1] == '\n' ? 2 : 1));
            if (language.IsTemplate && source.AsSpan(body, at - body).IndexOf("?>") is >= 0 and var close)
                at = body + close;
            Token = new(CodeTokenKind.LineComment, start, at, body, at, style);
            return true;
        }

        var end = FindCommentEnd(style, body);
        if (end < 0)
            return Lose();
        at = end + style.Close.Length;
        Token = new(CodeTokenKind.BlockComment, start, at, body, end, style);
        return true;
    }

    int FindCommentEnd(CommentStyle style, int from)
    {
        var open = 1;
        for (var i = from; ; i++)
        {
            var next = source.AsSpan(i).IndexOfAny(style.Open[0], style.Close![0]);
            if (next < 0)
                return -1;
            i += next;
            if (Stands(style.Close, i) && (!style.AtLineStart || source[i - 1] is '\n' or '\r'))
            {
                if (--open == 0)
                    return i;
                i += style.Close.Length - 1;
            }
            else if ((style.Nests || language.HasDialects) && Stands(style.Open, i))
            {
                if (language.HasDialects)
                    return -1;
                open++;
                i += style.Open.Length - 1;
            }
        }
    }

    bool Lose()
    {
        IsLost = true;
        return false;
    }

    int LineEnd(int from)
    {
        var end = source.AsSpan(from).IndexOfAny(language.HasUnicodeBreaks ? "\r\n\u0085\u2028\u2029" : "\r\n");
        return end < 0 ? source.Length : from + end;
    }

    bool Stands(string text, int place) => source.AsSpan(place).StartsWith(text, StringComparison.Ordinal);

    static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Whether a value may begin here: not after a name, a number, a string or what closes a bracket.</summary>
    bool IsValueExpected()
    {
        if (lastCode < 0)
            return true;
        var last = source[lastCode];
        if (IsWordCharacter(last))
            return BeforeValue.Contains(source[lastWord..(lastCode + 1)]) || (language.Heredocs == Heredocs.Ruby && IsArgument());
        return last is not (')' or ']' or '}' or '"' or '\'' or '`' or '$');
    }

    /// <summary>Ruby needs no brackets: after a name, a space and no space a value begins.</summary>
    bool IsArgument() => char.IsWhiteSpace(source[at - 1]) && at + 1 < source.Length && !char.IsWhiteSpace(source[at + 1]) && source[at + 1] != '=';
}
