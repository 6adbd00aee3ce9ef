using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Retention;

/// <summary>
/// Delivery starts the clock of a file: of the original when its job is delivered, of an artifact when it is ready. A
/// later delivery of the same file starts it anew, an earlier one that arrives late does not turn it back.
/// </summary>
internal sealed class StartRetention(StorageDbContext db, IOptions<RetentionOptions> options) : IConsumer<JobDelivered>, IConsumer<ArtifactReady>
{
    public Task Consume(ConsumeContext<JobDelivered> context) =>
        StartAsync(context.Message.FileId, context.Message.At, context.CancellationToken);

    public Task Consume(ConsumeContext<ArtifactReady> context) =>
        StartAsync(context.Message.FileId, context.Message.At, context.CancellationToken);

    private Task<int> StartAsync(Guid fileId, DateTimeOffset deliveredAt, CancellationToken cancellationToken)
    {
        DateTimeOffset? end = (deliveredAt + options.Value.AfterDelivery).ToUniversalTime();
        return db.Files
            .Where(file => file.Id == fileId && (file.DeleteAfter == null || file.DeleteAfter < end))
            .ExecuteUpdateAsync(file => file.SetProperty(one => one.DeleteAfter, end), cancellationToken);
    }
}
