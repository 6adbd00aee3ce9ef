using System.Collections.Frozen;

namespace SwipeReview.Documents.Code;

/// <summary>The languages whose comments and strings can be reviewed.</summary>
internal static class Languages
{
    static readonly Language[] All =
    [
        new("text/x-csharp", ".cs", ".csx"),
        new("text/x-java", ".java"),
        new("text/x-kotlin", ".kt", ".kts"),
        new("text/x-scala", ".scala"),
        new("text/x-swift", ".swift"),
        new("text/x-dart", ".dart"),
        new("text/javascript", ".js", ".mjs", ".cjs", ".jsx"),
        new("text/x-typescript", ".ts", ".mts", ".cts", ".tsx"),
        new("text/x-python", ".py", ".pyi"),
        new("text/x-c", ".c", ".h"),
        new("text/x-c++", ".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx"),
        new("text/x-go", ".go"),
        new("text/x-rust", ".rs"),
        new("text/x-ruby", ".rb", ".rake"),
        new("text/x-php", ".php"),
        new("text/x-shellscript", ".sh", ".bash"),
        new("text/x-sql", ".sql"),
        new("text/css", ".css"),
    ];

    static readonly FrozenDictionary<string, Language> ByContentType = All.ToFrozenDictionary(l => l.ContentType);

    static readonly FrozenDictionary<string, Language> ByExtension =
        All.SelectMany(l => l.Extensions, (language, extension) => (extension, language)).ToFrozenDictionary(p => p.extension, p => p.language);

    /// <summary>The language of a media type, null when it is none.</summary>
    public static Language? Find(string contentType) => ByContentType.GetValueOrDefault(contentType);

    /// <summary>The language that files of this extension (lower case, with its dot) are in.</summary>
    public static Language? FindByExtension(string extension) => ByExtension.GetValueOrDefault(extension);
}
