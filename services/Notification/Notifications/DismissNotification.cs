using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Notification.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Notification.Notifications;

internal static class DismissNotification
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, NotificationDbContext db, CancellationToken cancellationToken) =>
        await db.Notifications.Where(row => row.Id == id && row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken) == 1
            ? TypedResults.NoContent()
            : ErrorResults.NotFound("notification");
}
