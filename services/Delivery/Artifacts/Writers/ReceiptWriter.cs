using System.Security.Cryptography;
using SwipeReview.Delivery.Receipts;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>Signed proof of what the delivered file is made of. The file is built for it anew, which gives the same bytes.</summary>
internal sealed class ReceiptWriter(ArtifactSource source, IdentityClient identity, PeopleClient people, TimeProvider clock) : IArtifactWriter
{
    public OutputFormat Format => OutputFormat.Receipt;

    public async Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken)
    {
        var job = await source.ReadJobAsync(artifact, cancellationToken);
        var accepted = await source.ReadAcceptedAsync(artifact, cancellationToken);
        var format = DeliveredFile.FormatOf(job.ContentType);
        var author = format == OutputFormat.Redline ? await people.FindNameAsync(job.UserId, cancellationToken) ?? AcceptedChanges.NamelessAuthor : null;

        await using var original = await source.ReadOriginalAsync(accepted.FileId, cancellationToken);
        var input = new ReceiptInput(await HashAsync(original, cancellationToken), original.Length, job.ContentType);
        using var document = Document.Open(original, job.ContentType);
        await using var delivered = ScratchFile.Create();
        DeliveredFile.Write(document, format, accepted.ToTrackedEdits(author ?? ""), delivered);
        var built = new ReceiptOutput(
            await HashAsync(delivered, cancellationToken), delivered.Length, ArtifactForm.Of(format, null, job.ContentType).ContentType, format, author);

        var payload = Receipt.Of(job, accepted.Items, input, built, document.Splices(accepted.ToEdits()), clock.GetUtcNow()).ToBytes();
        if (payload.Length > CompactJws.LargestPayload)
        {
            throw new ArtifactException(
                ErrorCodes.PayloadTooLarge, $"The receipt of so many changes would be larger than the {CompactJws.LargestPayload / (1024 * 1024)} MB that one may have.");
        }

        var jws = await identity.SignReceiptAsync(payload, cancellationToken);
        ReceiptFile.Write(output, payload, jws);
    }

    private static async Task<string> HashAsync(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
