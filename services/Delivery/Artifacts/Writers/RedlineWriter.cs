using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>The original with the accepted edits as changes of the person who decided, at the time when they did.</summary>
internal sealed class RedlineWriter(ArtifactSource source, PeopleClient people) : IArtifactWriter
{
    public OutputFormat Format => OutputFormat.Redline;

    public async Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken)
    {
        var job = await source.ReadJobAsync(artifact, cancellationToken);
        var accepted = await source.ReadAcceptedAsync(artifact, cancellationToken);
        var author = await people.FindNameAsync(job.UserId, cancellationToken) ?? AcceptedChanges.NamelessAuthor;
        await using var original = await source.ReadOriginalAsync(accepted.FileId, cancellationToken);
        using var document = Document.Open(original, job.ContentType);
        document.WriteRedline(accepted.ToTrackedEdits(author), output);
    }
}
