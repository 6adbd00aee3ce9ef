using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Delivery.Data;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>After the last retry of a build: whoever waits is told, and may ask again.</summary>
internal sealed class GiveUpArtifact(DeliveryDbContext db, TimeProvider clock) : IConsumer<Fault<BuildArtifact>>
{
    public async Task Consume(ConsumeContext<Fault<BuildArtifact>> context)
    {
        var artifact = await db.Artifacts.SingleOrDefaultAsync(one => one.Id == context.Message.Message.ArtifactId, context.CancellationToken);
        if (artifact is not { Status: ArtifactStatus.Queued })
        {
            return;
        }

        db.Publish(artifact.Fail(ErrorCodes.UpstreamFailed, "The file could not be built now: ask for it again in a while.", clock.GetUtcNow()));
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
