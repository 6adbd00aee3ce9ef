using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.People;

/// <summary>Drops what is held of a person who asked to be erased; only the fact stays, so that a late event adds nothing.</summary>
internal sealed class ForgetPerson(NotificationDbContext db, TimeProvider clock) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var userId = context.Message.UserId;
        await db.Notifications.Where(notification => notification.UserId == userId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Mails.Where(mail => mail.UserId == userId).ExecuteDeleteAsync(context.CancellationToken);
        var person = await db.People.FindAsync([userId], context.CancellationToken) ?? db.People.Add(new Person { UserId = userId }).Entity;
        if (person.Email is { } email)
        {
            // What asks for a new password says only that, and may be written either way.
            await db.ForgetDeadLettersAsync([$"\"{email}\"", JsonSerializer.Serialize(email)], context.CancellationToken);
        }

        person.Erase(clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
