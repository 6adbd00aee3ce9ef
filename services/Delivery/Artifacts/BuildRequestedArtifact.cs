using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Delivery.Artifacts.Writers;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>
/// Builds an artifact and stores it. Once it is built the command does nothing, and until then a repetition makes the same
/// file under the same id: so it may come twice, or stop anywhere and begin again. What can't ever work fails the
/// artifact here; what may work later is thrown, tried again by the queue, which waits while neighbours are away, and at last
/// given up by <see cref="GiveUpArtifact"/>.
/// </summary>
[LongRunning]
internal sealed class BuildRequestedArtifact(DeliveryDbContext db, IEnumerable<IArtifactWriter> writers, StorageClient storage, TimeProvider clock)
    : IConsumer<BuildArtifact>
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
        await using var built = ScratchFile.Create();
        await writers.Single(writer => writer.Format == artifact.Format).WriteAsync(artifact, built, cancellationToken);
        return await storage.PutArtifactAsync(artifact, built, cancellationToken);
    }
}

/// <summary>An open document takes memory by its size: as many at a time as there are processors to work on them.</summary>
internal sealed class BuildRequestedArtifactDefinition : ConsumerDefinition<BuildRequestedArtifact>
{
    public BuildRequestedArtifactDefinition() => ConcurrentMessageLimit = Environment.ProcessorCount;
}
