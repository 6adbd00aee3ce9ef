using System.Buffers;

namespace SwipeReview.Documents.Code;

/// <summary>How a comment is written.</summary>
/// <param name="Open">What begins it.</param>
/// <param name="Close">What ends it; null for the end of the line.</param>
internal sealed record CommentStyle(string Open, string? Close = null)
{
    /// <summary>One inside another has to be closed, too.</summary>
    public bool Nests { get; init; }

    /// <summary>Its text is XML: tags, and entities for what would be tags.</summary>
    public bool IsXml { get; init; }

    /// <summary>Begins a comment only where a word may begin, as in <c>$#</c> it does not.</summary>
    public bool AtWordStart { get; init; }

    /// <summary>Begins and ends at the beginning of a line only.</summary>
    public bool AtLineStart { get; init; }

    /// <summary>A character that makes something else of it when it follows, as in <c>#[</c>.</summary>
    public char NotBefore { get; init; }
}

/// <summary>How a string is written.</summary>
/// <param name="Open">What begins it, a prefix included.</param>
/// <param name="Close">What ends it.</param>
internal sealed record StringStyle(string Open, string Close)
{
    /// <summary>A backslash takes away what the next character means.</summary>
    public bool Escapes { get; init; } = true;

    /// <summary>A backslash means itself, but the quote after it doesn't end the string.</summary>
    public bool IsRaw { get; init; }

    /// <summary>The closing quote twice is the quote itself.</summary>
    public bool Doubles { get; init; }

    /// <summary>May go over several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>More quotes than close it belong to it.</summary>
    public bool TakesQuotes { get; init; }

    /// <summary>What begins code inside of it: <c>${</c>, <c>{</c>, <c>#{</c>, <c>\(</c>.</summary>
    public string[] Holes { get; init; } = [];

    /// <summary>Whether it is ever text for people.</summary>
    public bool IsText { get; init; } = true;

    /// <summary>The characters at which reading such a string has to stop and look.</summary>
    public SearchValues<char> Stops => field ??= SearchValues.Create([Close[0], '\\', '\r', '\n', '\u0085', .. Holes.Select(h => h[0])]);
}

/// <summary>Strings whose ends depend on how they begin.</summary>
internal enum RawStrings
{
    None,

    /// <summary><c>"""</c> or more quotes, after any number of dollar signs.</summary>
    CSharp,

    /// <summary><c>R"x(…)x"</c>.</summary>
    Cpp,

    /// <summary><c>r#"…"#</c>.</summary>
    Rust,

    /// <summary><c>#"…"#</c>.</summary>
    Swift,

    /// <summary><c>$x$…$x$</c>.</summary>
    Sql,

    /// <summary><c>%w[…]</c>.</summary>
    Ruby,
}

/// <summary>Texts between a line and a line with their name.</summary>
internal enum Heredocs
{
    None,
    Shell,
    Ruby,
    Php,
}

/// <summary>A programming language: what its files are called, and what in them is no code.</summary>
/// <param name="ContentType">Media type, lower case, without parameters.</param>
/// <param name="Extensions">In lower case, each with its dot; the usual one first.</param>
internal sealed record Language(string ContentType, params string[] Extensions)
{
    const int Ascii = 128;

    // Found out when they are first asked for: by then the table is complete.
    CommentStyle[][]? commentsAt;
    StringStyle[][]? stringsAt;

    public CommentStyle[] Comments { get; init; } = [];

    public StringStyle[] Strings { get; init; } = [];

    public RawStrings RawStrings { get; init; }

    public Heredocs Heredocs { get; init; }

    /// <summary><c>'x'</c> is a character; a quote that isn't followed by another is something else.</summary>
    public bool HasCharacters { get; init; }

    /// <summary><c>/x/</c> is a regular expression where a value may stand.</summary>
    public bool HasRegexes { get; init; }

    /// <summary><c>&lt;x&gt;</c> is an element with text in it where a value may stand.</summary>
    public bool HasElements { get; init; }

    /// <summary>A backslash at a line's end joins the next line to it, in a comment, too.</summary>
    public bool JoinsLines { get; init; }

    /// <summary>Unicode's own line breaks end a line.</summary>
    public bool HasUnicodeBreaks { get; init; }

    /// <summary>A backslash in code takes away what the next character means.</summary>
    public bool EscapesInCode { get; init; }

    /// <summary>A string that is a statement documents what it stands in.</summary>
    public bool HasDocstrings { get; init; }

    /// <summary>What is not between <c>&lt;?</c> and <c>?&gt;</c> is no code.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>Dialects differ in how strings and comments end: where it matters nothing more is offered.</summary>
    public bool HasDialects { get; init; }

    /// <summary>An address may stand in <c>url()</c> without quotes.</summary>
    public bool HasBareUrls { get; init; }

    /// <summary>The comments that may begin with the character, the longest beginning first.</summary>
    public ReadOnlySpan<CommentStyle> CommentsAt(char c) => c < Ascii ? (commentsAt ??= ByFirst(Comments, s => s.Open))[c] : [];

    /// <summary>The strings that may begin with the character, the longest beginning first.</summary>
    public ReadOnlySpan<StringStyle> StringsAt(char c) => c < Ascii ? (stringsAt ??= ByFirst(Strings, s => s.Open))[c] : [];

    static T[][] ByFirst<T>(T[] styles, Func<T, string> open) =>
        [.. Enumerable.Range(0, Ascii).Select(c => styles.Where(s => open(s)[0] == c).OrderByDescending(s => open(s).Length).ToArray())];
}
