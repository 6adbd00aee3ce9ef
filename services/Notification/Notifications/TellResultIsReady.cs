using MassTransit;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Notifications;

/// <summary>The file is built; whoever asked for it is usually there, so no mail.</summary>
internal sealed class TellResultIsReady(NotificationDbContext db, Notifier notifier) : IConsumer<ArtifactReady>
{
    public async Task Consume(ConsumeContext<ArtifactReady> context)
    {
        await notifier.TellAsync(Notice.Of(context.Message), byMail: false, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
