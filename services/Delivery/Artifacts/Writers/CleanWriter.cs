using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>The original with the accepted edits, and nothing else changed.</summary>
internal sealed class CleanWriter(ArtifactSource source) : IArtifactWriter
{
    public OutputFormat Format => OutputFormat.Clean;

    public async Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken)
    {
        var accepted = await source.ReadAcceptedAsync(artifact, cancellationToken);
        await using var original = await source.ReadOriginalAsync(accepted.FileId, cancellationToken);
        using var document = Document.Open(original, artifact.ContentType);
        document.Write(accepted.ToEdits(), output);
    }
}
