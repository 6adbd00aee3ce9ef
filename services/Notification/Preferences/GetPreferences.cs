using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Notification.Data;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Notification.Preferences;

/// <param name="Mail">Mail when cards are ready or something went wrong. On until it is switched off.</param>
internal sealed record NotificationPreferences(bool Mail);

internal static class GetPreferences
{
    public static async Task<Ok<NotificationPreferences>> HandleAsync(CurrentUser user, NotificationDbContext db, CancellationToken cancellationToken)
    {
        var wanted = await db.People.Where(person => person.UserId == user.Id).Select(person => (bool?)person.MailWanted).SingleOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new NotificationPreferences(wanted ?? true));
    }
}
