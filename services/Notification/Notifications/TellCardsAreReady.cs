using MassTransit;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Notifications;

/// <summary>The deck of a job is complete: the person is called, by mail too.</summary>
internal sealed class TellCardsAreReady(NotificationDbContext db, Notifier notifier) : IConsumer<JobReady>
{
    public async Task Consume(ConsumeContext<JobReady> context)
    {
        await notifier.TellAsync(Notice.Of(context.Message), byMail: true, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
