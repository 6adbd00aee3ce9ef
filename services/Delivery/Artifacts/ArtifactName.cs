using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>What an artifact is called: the original's name, and what was done to it.</summary>
internal static class ArtifactName
{
    public static string For(ArtifactFormat format, string originalName, string contentType)
    {
        var extension = Path.GetExtension(originalName);
        var stem = originalName[..^extension.Length];
        return $"{(stem.Length > 0 ? stem : "file")} ({Suffix(format)}){FittingExtension(extension, contentType)}";
    }

    private static string Suffix(ArtifactFormat format) => format switch
    {
        ArtifactFormat.Clean => "reviewed",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    // Types are found by content: a Word document that was sent as "report.txt" comes back under a name that opens.
    private static string FittingExtension(string extension, string contentType) => contentType switch
    {
        FileTypes.Docx => ".docx",
        _ => extension,
    };
}
