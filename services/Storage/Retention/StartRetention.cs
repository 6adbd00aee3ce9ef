using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Retention;

/// <summary>
/// Delivery starts the clock of a file: of the original when its job is delivered, of an artifact when it is ready. A
/// later delivery of the same file starts it anew, an earlier one that arrives late does not turn it back. How long it runs
/// depends on what the file is and on its owner's plan.
/// </summary>
internal sealed class StartRetention(StorageDbContext db, IOptions<RetentionOptions> options) : IConsumer<JobDelivered>, IConsumer<ArtifactReady>
{
    public Task Consume(ConsumeContext<JobDelivered> context) =>
        StartAsync(context.Message.FileId, context.Message.At, context.CancellationToken);

    public Task Consume(ConsumeContext<ArtifactReady> context) =>
        StartAsync(context.Message.FileId, context.Message.At, context.CancellationToken);

    private async Task StartAsync(Guid fileId, DateTimeOffset deliveredAt, CancellationToken cancellationToken)
    {
        var delivered = await db.Files.Where(file => file.Id == fileId).Select(file => new { file.UserId, file.ContentType }).SingleOrDefaultAsync(cancellationToken);
        if (delivered is null)
        {
            return;
        }

        var tier = await db.Database.SqlQuery<string>($"select tier as \"Value\" from tiers where user_id = {delivered.UserId}").SingleOrDefaultAsync(cancellationToken);
        DateTimeOffset? end = (deliveredAt + options.Value.For(delivered.ContentType, tier)).ToUniversalTime();
        await db.Files
            .Where(file => file.Id == fileId && (file.DeleteAfter == null || file.DeleteAfter < end))
            .ExecuteUpdateAsync(file => file.SetProperty(one => one.DeleteAfter, end), cancellationToken);
    }
}
