using SwipeReview.Documents.Text;

namespace SwipeReview.Documents;

/// <summary>What a file is.</summary>
/// <param name="ContentType">Media type, lower case, without parameters.</param>
/// <param name="Extension">Usual extension with its dot.</param>
/// <param name="IsReviewable">Whether <see cref="Document.Open"/> takes it.</param>
public sealed record FileType(string ContentType, string Extension, bool IsReviewable);

/// <summary>Tells files apart by their content; a name only chooses between kinds of text.</summary>
public static class FileTypes
{
    public const string PlainText = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    static readonly FileType TextFile = new(PlainText, ".txt", true);
    static readonly FileType MarkdownFile = new(Markdown, ".md", true);

    /// <summary>
    /// The type of the bytes in <paramref name="seekable"/> (read from its start, left at an unspecified position), null when
    /// unknown, empty, or when it could pass for two types at once. <paramref name="fileName"/> is a hint among kinds of text.
    /// </summary>
    public static FileType? Detect(Stream seekable, string? fileName)
    {
        if (TextSniffer.Sniff(seekable) is null)
            return null;
        return Path.GetExtension(fileName)?.ToLowerInvariant() is ".md" or ".markdown" ? MarkdownFile : TextFile;
    }
}
