using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>What an artifact is as a file: its type, and the original's name with what was done to it.</summary>
/// <param name="Suffix">Said in brackets behind the name; empty where the extension says it.</param>
/// <param name="Extension">Null: as the original's.</param>
internal sealed record ArtifactForm(string ContentType, string Suffix, string? Extension)
{
    private const string Diff = "text/x-diff";
    private const string Json = "application/json";

    /// <param name="format">What is asked for.</param>
    /// <param name="variant">Of a report.</param>
    /// <param name="contentType">The original's.</param>
    public static ArtifactForm Of(OutputFormat format, ReportVariant? variant, string contentType) => (format, variant) switch
    {
        (OutputFormat.Clean, _) => new(contentType, "reviewed", FittingExtension(contentType)),
        // No tool can put changes back into a pdf's pages: its text is what can be shown with them.
        (OutputFormat.Redline, _) when contentType == FileTypes.Pdf => new(FileTypes.Markdown, "redline", ".md"),
        (OutputFormat.Redline, _) => new(contentType, "redline", FittingExtension(contentType)),
        (OutputFormat.Patch, _) => new(Diff, "", ".patch"),
        (OutputFormat.Report, ReportVariant.Html) => new(FileTypes.Html, "report", ".html"),
        (OutputFormat.Report, ReportVariant.Pdf) => new(FileTypes.Pdf, "report", ".pdf"),
        (OutputFormat.Receipt, _) => new(Json, "receipt", ".json"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public string NameFor(string originalName)
    {
        var extension = Path.GetExtension(originalName);
        var stem = originalName[..^extension.Length] is { Length: > 0 } named ? named : "file";
        return $"{stem}{(Suffix.Length > 0 ? $" ({Suffix})" : "")}{Extension ?? extension}";
    }

    // Types are found by content: a Word document that was sent as "report.txt" comes back under a name that opens.
    private static string? FittingExtension(string contentType) => contentType == FileTypes.Docx ? ".docx" : null;
}
