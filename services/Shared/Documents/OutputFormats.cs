using SwipeReview.Documents.Code;

namespace SwipeReview.Documents;

/// <summary>What a reviewed document can be had as.</summary>
public enum OutputFormat
{
    /// <summary>The file with the accepted changes and nothing else changed.</summary>
    Clean,

    /// <summary>The file with the accepted changes marked as changes; for a pdf, its text with them marked.</summary>
    Redline,

    /// <summary>A unified diff.</summary>
    Patch,

    /// <summary>What was proposed and decided, to be read.</summary>
    Report,

    /// <summary>Proof of what was changed, to be verified.</summary>
    Receipt,
}

/// <summary>Which output formats there are for which kind of file.</summary>
public static class OutputFormats
{
    static readonly OutputFormat[] Lines = [OutputFormat.Clean, OutputFormat.Patch, OutputFormat.Report, OutputFormat.Receipt];

    /// <summary>In the order in which people are shown them; none for a kind of file that can't be reviewed.</summary>
    public static IReadOnlyList<OutputFormat> Of(string contentType) => contentType switch
    {
        FileTypes.Markdown or FileTypes.Html => [OutputFormat.Clean, OutputFormat.Redline, OutputFormat.Patch, OutputFormat.Report, OutputFormat.Receipt],
        FileTypes.Docx => [OutputFormat.Clean, OutputFormat.Redline, OutputFormat.Report, OutputFormat.Receipt],
        FileTypes.Pdf => [OutputFormat.Redline, OutputFormat.Report, OutputFormat.Receipt],
        FileTypes.PlainText or FileTypes.Tex => Lines,
        _ => Languages.Find(contentType) is null ? [] : Lines,
    };

    /// <summary>As the API and the messages write it.</summary>
    public static string Word(this OutputFormat format) => format switch
    {
        OutputFormat.Clean => "clean",
        OutputFormat.Redline => "redline",
        OutputFormat.Patch => "patch",
        OutputFormat.Report => "report",
        OutputFormat.Receipt => "receipt",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
