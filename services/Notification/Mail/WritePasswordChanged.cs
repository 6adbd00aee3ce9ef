using MassTransit;
using SwipeReview.Contracts.Identity;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Mail;

/// <summary>Tells a person that their password was changed, in case it was not them.</summary>
internal sealed class WritePasswordChanged(NotificationDbContext db, TimeProvider clock) : IConsumer<PasswordChanged>
{
    public async Task Consume(ConsumeContext<PasswordChanged> context)
    {
        var person = await db.People.FindAsync([context.Message.UserId], context.CancellationToken);
        if (person is { Email: { } email, ErasedAt: null })
        {
            db.Mails.Add(OutgoingMail.To(person.UserId, email, AccountMail.PasswordChanged(context.Message.Language), clock.GetUtcNow()));
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
