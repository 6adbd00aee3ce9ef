using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>The accepted edits as a unified diff; empty without any.</summary>
internal sealed class PatchWriter(ArtifactSource source) : IArtifactWriter
{
    public OutputFormat Format => OutputFormat.Patch;

    public async Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken)
    {
        var job = await source.ReadJobAsync(artifact, cancellationToken);
        var accepted = await source.ReadAcceptedAsync(artifact, cancellationToken);
        await using var original = await source.ReadOriginalAsync(accepted.FileId, cancellationToken);
        using var document = Document.Open(original, job.ContentType);
        if (!document.CanPatch)
        {
            throw new ArtifactException(
                DocumentException.Unsupported,
                "No patch can be made of this file: it is written in UTF-16, which tools that apply patches can't read. Take the reviewed file, or save the original as UTF-8 and review that.");
        }

        document.WritePatch(accepted.ToEdits(), PathIn(job.FileName), output);
    }

    // A name with a line break in it would end the patch's header.
    private static string PathIn(string fileName) => string.Concat(fileName.Where(character => !char.IsControl(character)));
}
