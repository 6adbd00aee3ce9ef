using SwipeReview.Documents.Code;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Text;
using SwipeReview.Documents.Word;

namespace SwipeReview.Documents;

/// <summary>What a file is.</summary>
/// <param name="ContentType">Media type, lower case, without parameters.</param>
/// <param name="Extension">Usual extension with its dot.</param>
/// <param name="IsReviewable">Whether <see cref="Document.Open"/> takes it.</param>
public sealed record FileType(string ContentType, string Extension, bool IsReviewable);

/// <summary>Tells files apart by their content; a name only chooses between kinds of text, source code among them.</summary>
public static class FileTypes
{
    public const string PlainText = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Html = "text/html";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Pdf = "application/pdf";
    public const string Tex = "text/x-tex";

    static readonly FileType TextFile = new(PlainText, ".txt", true);
    static readonly FileType MarkdownFile = new(Markdown, ".md", true);
    static readonly FileType HtmlFile = new(Html, ".html", true);
    static readonly FileType TexFile = new(Tex, ".tex", true);
    static readonly FileType PdfFile = new(Pdf, ".pdf", true);
    static readonly FileType Zip = new("application/zip", ".zip", false);
    static readonly FileType WordFile = new(Docx, ".docx", true);
    static readonly FileType MacroWord = new("application/vnd.ms-word.document.macroenabled.12", ".docm", false);

    static readonly string[] HtmlExtensions = [".html", ".htm", ".xhtml"];
    static readonly string[] TexExtensions = [".tex", ".ltx", ".latex"];
    static readonly string[] MarkdownExtensions = [".md", ".markdown"];

    /// <summary>Usual extensions of all files that can be reviewed, each with its dot, in the order in which people look for them.</summary>
    public static IReadOnlyList<string> ReviewableExtensions { get; } =
        [".docx", ".pdf", ".txt", .. MarkdownExtensions, .. HtmlExtensions, .. TexExtensions, .. Languages.Extensions.Order(StringComparer.Ordinal)];

    /// <summary>Whether <see cref="Document.Open"/> takes files of this media type.</summary>
    public static bool IsReviewable(string contentType) => contentType is PlainText or Markdown or Html or Docx or Pdf or Tex || Languages.Find(contentType) is not null;

    /// <summary>
    /// The type of the bytes in <paramref name="seekable"/> (read from its start, left at an unspecified position), null when
    /// unknown, empty, or when they could pass for two types at once. <paramref name="fileName"/> is a hint among kinds of text.
    /// Says nothing about whether the file is sound: a damaged docx is still a docx.
    /// </summary>
    public static FileType? Detect(Stream seekable, string? fileName)
    {
        var buffer = new byte[1024];
        seekable.Position = 0;
        var head = buffer.AsSpan(0, seekable.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        if (head.IsEmpty)
            return null;
        if (head.StartsWith("PK\x03\x04"u8))
            return Package(seekable);

        // Whatever begins as one thing and ends as an archive would be taken for either, depending on who opens it.
        return EndsAsArchive(seekable) ? null : Binary(head) ?? Text(seekable, fileName, head);
    }

    static FileType? Binary(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => PdfFile,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => new("image/png", ".png", false),
        [0xFF, 0xD8, 0xFF, ..] => new("image/jpeg", ".jpg", false),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => new("image/webp", ".webp", false),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => new("application/x-ole-storage", ".doc", false),
        _ => null,
    };

    static FileType? Text(Stream stream, string? fileName, ReadOnlySpan<byte> head)
    {
        // A pdf may hide behind some bytes of text: readers look for its mark in the first thousand.
        if (TextSniffer.Sniff(stream) is not { } codec || head.IndexOf("%PDF-"u8) >= 0)
            return null;
        var extension = Path.GetExtension(fileName)?.ToLowerInvariant() ?? "";
        var language = Languages.FindByExtension(extension);
        if (HtmlExtensions.Contains(extension) || (language is not { IsTemplate: true } && LooksLikeHtml(codec.Decode(head))))
            return HtmlFile;
        return language is not null ? new(language.ContentType, language.Extensions[0], true)
            : TexExtensions.Contains(extension) ? TexFile
            : MarkdownExtensions.Contains(extension) ? MarkdownFile
            : TextFile;
    }

    static bool LooksLikeHtml(string head)
    {
        var start = head.AsSpan().TrimStart("\uFEFF \t\r\n\f");
        while (start.StartsWith("<!--") && start.IndexOf("-->") is > 0 and var end)
            start = start[(end + 3)..].TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    static FileType Package(Stream stream)
    {
        try
        {
            using var package = new ZipPackage(stream, DocumentLimits.Default);
            return PartTypes.Read(package, DocumentLimits.Default) is not { } types ? Zip
                : types.All.Any(WordKind.IsMacro) ? MacroWord
                : WordKind.IsDocument(types) ? WordFile
                : Zip;
        }
        catch (DocumentException)
        {
            return Zip;
        }
    }

    static bool EndsAsArchive(Stream stream)
    {
        try
        {
            return ZipTail.TryFind(stream) is not null;
        }
        catch (DocumentException)
        {
            return true;
        }
    }
}
