using MassTransit;
using SwipeReview.Contracts.Identity;
using SwipeReview.Notification.Data;
using SwipeReview.Notification.People;

namespace SwipeReview.Notification.Mail;

/// <summary>Mails the link to a new password to who has an account; who has none is sent nothing.</summary>
internal sealed class WritePasswordReset(NotificationDbContext db, IdentityClient identity, TimeProvider clock) : IConsumer<MailPasswordReset>
{
    public async Task Consume(ConsumeContext<MailPasswordReset> context)
    {
        var (email, language) = (context.Message.Email, context.Message.Language);
        if (await identity.StartPasswordResetAsync(email, context.CancellationToken) is { } reset)
        {
            db.Mails.Add(OutgoingMail.To(reset.UserId, email, AccountMail.PasswordReset(reset.Token, language), clock.GetUtcNow()));
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
