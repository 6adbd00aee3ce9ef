using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>Which formats a job can be downloaded in.</summary>
internal static class ArtifactFormats
{
    /// <summary>As the API and the messages write it.</summary>
    public static string Word(this ArtifactFormat format) => format.ToString().ToLowerInvariant();

    public static IReadOnlyList<ArtifactFormat> Of(string contentType) => contentType switch
    {
        FileTypes.PlainText or FileTypes.Markdown or FileTypes.Docx => [ArtifactFormat.Clean],
        _ => [],
    };
}
