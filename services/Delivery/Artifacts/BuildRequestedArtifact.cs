using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>
/// Builds an artifact and stores it. Once it is built the command does nothing, and until then a repetition makes the same
/// file under the same id: so it may come twice, or stop anywhere and begin again. What can't ever work fails the
/// artifact here; what may work later is thrown, tried again by the queue, and at last given up by <see cref="GiveUpArtifact"/>.
/// </summary>
[LongRunning]
internal sealed class BuildRequestedArtifact(DeliveryDbContext db, JobsClient jobs, StorageClient storage, TimeProvider clock) : IConsumer<BuildArtifact>
{
    public async Task Consume(ConsumeContext<BuildArtifact> context)
    {
        var cancellationToken = context.CancellationToken;
        var artifact = await db.Artifacts.SingleOrDefaultAsync(one => one.Id == context.Message.ArtifactId, cancellationToken);
        if (artifact is not { Status: ArtifactStatus.Queued })
        {
            return;
        }

        try
        {
            var file = await BuildAsync(artifact, cancellationToken);
            db.Publish(artifact.Complete(file, clock.GetUtcNow()));
        }
        catch (ArtifactException never)
        {
            db.Publish(artifact.Fail(never.Code, never.Message, clock.GetUtcNow()));
        }
        catch (DocumentException broken)
        {
            db.Publish(artifact.Fail(broken.Code, broken.Message, clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<FileFacts> BuildAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var accepted = await jobs.FindAcceptedChangesAsync(artifact.JobId, cancellationToken)
            ?? throw new ArtifactException(ErrorCodes.Gone, "The content of this job is not kept any more.");
        if (accepted.Revision != artifact.Revision)
        {
            throw new ArtifactException(ErrorCodes.Conflict, "A decision was changed after this download was asked for: ask for it again.");
        }

        await using var original = ScratchFile.Create();
        if (!await storage.TryReadAsync(accepted.FileId, original, cancellationToken))
        {
            throw new ArtifactException(ErrorCodes.Gone, "The original file is not kept any more.");
        }

        await using var built = ScratchFile.Create();
        using (var document = Document.Open(original, artifact.ContentType))
        {
            document.Write(accepted.Items.Select(change => change.ToEdit()).ToList(), built);
        }

        return await storage.PutArtifactAsync(artifact, built, cancellationToken);
    }
}

/// <summary>An open document takes memory by its size: as many at a time as there are processors to work on them.</summary>
internal sealed class BuildRequestedArtifactDefinition : ConsumerDefinition<BuildRequestedArtifact>
{
    public BuildRequestedArtifactDefinition() => ConcurrentMessageLimit = Environment.ProcessorCount;
}

/// <summary>An artifact that can't be built, however often it is tried.</summary>
internal sealed class ArtifactException(string code, string message) : Exception(message)
{
    public string Code => code;
}
