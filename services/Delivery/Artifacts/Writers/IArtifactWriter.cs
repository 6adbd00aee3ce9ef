using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>One format's way from a job's decisions to the bytes of an artifact.</summary>
internal interface IArtifactWriter
{
    OutputFormat Format { get; }

    /// <exception cref="ArtifactException">It can't be built, ever; the message is for the person who asked.</exception>
    /// <exception cref="DocumentException">The same, as the document says it.</exception>
    Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken);
}
