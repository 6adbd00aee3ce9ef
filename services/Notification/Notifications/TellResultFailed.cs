using MassTransit;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Notifications;

/// <summary>The file could not be built: the person hears why, by mail too.</summary>
internal sealed class TellResultFailed(NotificationDbContext db, Notifier notifier) : IConsumer<ArtifactFailed>
{
    public async Task Consume(ConsumeContext<ArtifactFailed> context)
    {
        await notifier.TellAsync(Notice.Of(context.Message), byMail: true, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
