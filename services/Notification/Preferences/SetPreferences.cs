using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.Notification.Data;
using SwipeReview.Notification.People;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Notification.Preferences;

internal static class SetPreferences
{
    public static async Task<Ok<NotificationPreferences>> HandleAsync(
        NotificationPreferences wanted, CurrentUser user, NotificationDbContext db, CancellationToken cancellationToken)
    {
        var person = await db.People.FindAsync([user.Id], cancellationToken) ?? db.People.Add(new Person { UserId = user.Id }).Entity;
        person.MailWanted = wanted.Mail;
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(wanted);
    }
}
