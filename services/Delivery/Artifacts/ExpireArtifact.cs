using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Storage;
using SwipeReview.Delivery.Data;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>Storage let go of a file; if it was an artifact's, there is nothing left to download.</summary>
internal sealed class ExpireArtifact(DeliveryDbContext db) : IConsumer<FileDeleted>
{
    public Task Consume(ConsumeContext<FileDeleted> context) =>
        db.Artifacts
            .Where(artifact => artifact.FileId == context.Message.FileId)
            .ExecuteUpdateAsync(
                artifact => artifact.SetProperty(one => one.Status, ArtifactStatus.Expired).SetProperty(one => one.FileId, (Guid?)null),
                context.CancellationToken);
}
