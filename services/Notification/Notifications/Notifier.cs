using SwipeReview.Notification.Data;
using SwipeReview.Notification.Mail;

namespace SwipeReview.Notification.Notifications;

/// <summary>Puts a notice into the app and, for those who want it, into the mail; the caller saves.</summary>
internal sealed class Notifier(NotificationDbContext db, TimeProvider clock)
{
    public async Task TellAsync(Notice notice, bool byMail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = await db.People.FindAsync([notice.UserId], cancellationToken);
        if (person?.ErasedAt is not null)
        {
            return;
        }

        db.Notifications.Add(new InAppNotification
        {
            Id = Guid.CreateVersion7(now),
            UserId = notice.UserId,
            Kind = notice.Kind,
            JobId = notice.JobId,
            FileName = notice.FileName,
            Changes = notice.Changes,
            Format = notice.Format,
            Title = notice.Title,
            Body = notice.Body,
            Link = notice.Link,
            CreatedAt = now,
        });
        if (byMail && person is { GetsMail: true, Email: { } email })
        {
            db.Mails.Add(OutgoingMail.For(person.UserId, email, notice, now));
        }
    }
}
