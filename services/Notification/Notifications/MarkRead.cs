using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Notification.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Notification.Notifications;

/// <summary>Marks one notification, or all of them, as read; the first time counts.</summary>
internal static class MarkRead
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, NotificationDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Notifications.SingleOrDefaultAsync(row => row.Id == id && row.UserId == user.Id, cancellationToken) is not { } notification)
        {
            return ErrorResults.NotFound("notification");
        }

        notification.ReadAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleAllAsync(CurrentUser user, NotificationDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Notifications.Where(row => row.UserId == user.Id && row.ReadAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.ReadAt, now), cancellationToken);
        return TypedResults.NoContent();
    }
}
