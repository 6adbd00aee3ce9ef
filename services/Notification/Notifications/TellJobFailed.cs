using MassTransit;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Notifications;

/// <summary>A job ended without a deck: the person hears why, by mail too.</summary>
internal sealed class TellJobFailed(NotificationDbContext db, Notifier notifier) : IConsumer<JobFailed>
{
    public async Task Consume(ConsumeContext<JobFailed> context)
    {
        await notifier.TellAsync(Notice.Of(context.Message), byMail: true, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
