using MassTransit;
using SwipeReview.Contracts.Identity;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.People;

/// <summary>Learns where a new person's mail goes.</summary>
internal sealed class RememberPerson(NotificationDbContext db) : IConsumer<UserRegistered>
{
    public async Task Consume(ConsumeContext<UserRegistered> context)
    {
        var person = await db.People.FindAsync([context.Message.UserId], context.CancellationToken)
            ?? db.People.Add(new Person { UserId = context.Message.UserId }).Entity;
        person.Introduce(context.Message.Email, context.Message.DisplayName);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
