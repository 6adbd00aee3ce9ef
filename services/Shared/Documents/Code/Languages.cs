using System.Collections.Frozen;

namespace SwipeReview.Documents.Code;

/// <summary>The languages whose comments and strings can be reviewed.</summary>
internal static class Languages
{
    static readonly CommentStyle Slashes = new("//");
    static readonly CommentStyle Stars = new("/*", "*/");
    static readonly CommentStyle NestedStars = new("/*", "*/") { Nests = true };
    static readonly CommentStyle Hash = new("#");

    static readonly StringStyle Double = new("\"", "\"");
    static readonly StringStyle Single = new("'", "'");
    static readonly StringStyle TripleDouble = new("\"\"\"", "\"\"\"") { Lines = true };
    static readonly StringStyle Name = Double with { Escapes = false, Doubles = true, IsText = false };
    static readonly StringStyle Template = new("`", "`") { Lines = true, Holes = ["${"] };

    static readonly Language Script = new("")
    {
        Comments = [Slashes, Stars],
        Strings = [Double, Single, Template],
        HasRegexes = true,
        HasUnicodeBreaks = true,
    };

    static readonly Language C = new("text/x-c", ".c", ".h")
    {
        Comments = [Slashes, Stars],
        Strings = [Double],
        HasCharacters = true,
        JoinsLines = true,
    };

    static readonly Language[] All =
    [
        new("text/x-csharp", ".cs", ".csx")
        {
            Comments = [new("///") { IsXml = true }, Slashes, new("/**", "*/") { IsXml = true }, Stars],
            Strings = [Double, .. CSharpStrings()],
            RawStrings = RawStrings.CSharp,
            HasCharacters = true,
            HasUnicodeBreaks = true,
        },
        new("text/x-java", ".java") { Comments = [Slashes, Stars], Strings = [Double, TripleDouble], HasCharacters = true },
        new("text/x-kotlin", ".kt", ".kts")
        {
            Comments = [Slashes, NestedStars],
            Strings = [Double with { Holes = ["${"] }, TripleDouble with { Escapes = false, TakesQuotes = true, Holes = ["${"] }],
            HasCharacters = true,
        },
        new("text/x-scala", ".scala")
        {
            Comments = [Slashes, NestedStars],
            Strings = [Double with { Holes = ["${"] }, TripleDouble with { Escapes = false, TakesQuotes = true, Holes = ["${"] }],
            HasCharacters = true,
        },
        new("text/x-swift", ".swift")
        {
            Comments = [Slashes, NestedStars],
            Strings = [Double with { Holes = ["\\("] }, TripleDouble with { Holes = ["\\("] }],
            RawStrings = RawStrings.Swift,
        },
        new("text/x-dart", ".dart")
        {
            Comments = [Slashes, NestedStars],
            Strings = [.. from quote in Quotes from raw in new[] { "", "r" } select new StringStyle(raw + quote, quote)
                { Escapes = raw == "", Lines = quote.Length == 3, Holes = raw == "" ? ["${"] : [] }],
        },
        Script with { ContentType = "text/javascript", Extensions = [".js", ".mjs", ".cjs"], HasElements = true },
        Script with { ContentType = "text/jsx", Extensions = [".jsx"], HasElements = true },
        Script with { ContentType = "text/x-typescript", Extensions = [".ts", ".mts", ".cts"] },
        Script with { ContentType = "text/x-tsx", Extensions = [".tsx"], HasElements = true },
        new("text/x-python", ".py", ".pyi") { Comments = [Hash], Strings = [.. PythonStrings()], HasDocstrings = true },
        C,
        C with
        {
            ContentType = "text/x-c++",
            Extensions = [".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx"],
            RawStrings = RawStrings.Cpp,
        },
        new("text/x-go", ".go") { Comments = [Slashes, Stars], Strings = [Double, Template with { Escapes = false, Holes = [] }], HasCharacters = true },
        new("text/x-rust", ".rs")
        {
            Comments = [Slashes, NestedStars],
            Strings = [Double with { Lines = true }, new("b\"", "\"") { Lines = true, IsText = false }, new("c\"", "\"") { Lines = true, IsText = false }],
            RawStrings = RawStrings.Rust,
            HasCharacters = true,
        },
        new("text/x-ruby", ".rb", ".rake")
        {
            Comments = [Hash, new("=begin", "=end") { AtLineStart = true }],
            Strings = [Double with { Lines = true, Holes = ["#{"] }, Single with { Lines = true }, Template with { Holes = ["#{"], IsText = false }],
            RawStrings = RawStrings.Ruby,
            Heredocs = Heredocs.Ruby,
            HasRegexes = true,
        },
        new("text/x-php", ".php")
        {
            Comments = [Slashes, Hash with { NotBefore = '[' }, Stars],
            Strings = [Double with { Lines = true, Holes = ["{$", "${"] }, Single with { Lines = true }, Template with { Holes = ["{$", "${"], IsText = false }],
            Heredocs = Heredocs.Php,
            IsTemplate = true,
        },
        new("text/x-shellscript", ".sh", ".bash")
        {
            Comments = [Hash with { AtWordStart = true }],
            Strings =
            [
                Double with { Lines = true, Holes = ["$(", "${", "`"] }, Single with { Lines = true, Escapes = false },
                new("$'", "'") { Lines = true }, new("$\"", "\"") { Lines = true, Holes = ["$(", "${", "`"] },
            ],
            Heredocs = Heredocs.Shell,
            EscapesInCode = true,
        },
        new("text/x-sql", ".sql")
        {
            Comments = [new("--"), Stars],
            Strings = [Single with { Escapes = false, Doubles = true, Lines = true }, Name, new("`", "`") { Escapes = false, IsText = false }],
            RawStrings = RawStrings.Sql,
            HasDialects = true,
        },
        new("text/css", ".css") { Comments = [Stars], Strings = [Double with { IsText = false }, Single with { IsText = false }], HasBareUrls = true },
        new("text/x-scss", ".scss", ".less")
        {
            Comments = [Slashes, Stars],
            Strings = [Double with { IsText = false }, Single with { IsText = false }],
            HasBareUrls = true,
        },
        new("text/x-toml", ".toml")
        {
            Comments = [Hash],
            Strings = [Double, Single with { Escapes = false }, TripleDouble with { TakesQuotes = true }, new("'''", "'''") { Escapes = false, Lines = true, TakesQuotes = true }],
        },
    ];

    static readonly FrozenDictionary<string, Language> ByContentType = All.ToFrozenDictionary(l => l.ContentType);

    static readonly FrozenDictionary<string, Language> ByExtension =
        All.SelectMany(l => l.Extensions, (language, extension) => (extension, language)).ToFrozenDictionary(p => p.extension, p => p.language);

    static string[] Quotes => ["\"\"\"", "'''", "\"", "'"];

    /// <summary>Of all languages, lower case with their dots.</summary>
    public static IEnumerable<string> Extensions => ByExtension.Keys;

    /// <summary>The language of a media type, null when it is none.</summary>
    public static Language? Find(string contentType) => ByContentType.GetValueOrDefault(contentType);

    /// <summary>The language that files of this extension (lower case, with its dot) are in.</summary>
    public static Language? FindByExtension(string extension) => ByExtension.GetValueOrDefault(extension);

    static IEnumerable<StringStyle> CSharpStrings()
    {
        var verbatim = new StringStyle("@\"", "\"") { Escapes = false, Doubles = true, Lines = true };
        return [verbatim, verbatim with { Open = "$@\"", Holes = ["{"] }, verbatim with { Open = "@$\"", Holes = ["{"] }, Double with { Open = "$\"", Holes = ["{"] }];
    }

    static IEnumerable<StringStyle> PythonStrings() =>
        from quote in Quotes
        from prefix in new[] { "", "u", "f", "r", "b", "rb", "br", "rf", "fr" }.SelectMany(Cases)
        let kind = prefix.ToLowerInvariant()
        select new StringStyle(prefix + quote, quote)
        {
            Lines = quote.Length == 3,
            IsRaw = kind.Contains('r', StringComparison.Ordinal),
            Holes = kind.Contains('f', StringComparison.Ordinal) ? ["{"] : [],
            IsText = !kind.Contains('b', StringComparison.Ordinal),
        };

    static IEnumerable<string> Cases(string prefix) => prefix.Length switch
    {
        0 => [""],
        1 => [prefix, prefix.ToUpperInvariant()],
        _ => from first in Cases(prefix[..1]) from second in Cases(prefix[1..]) select first + second,
    };
}
