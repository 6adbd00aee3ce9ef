using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Notification.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Notification.Notifications;

/// <summary>What a person was told, the newest first.</summary>
internal static class ListNotifications
{
    public sealed record Item(
        Guid Id, NotificationKind Kind, Guid? JobId, string? FileName, int? Changes, string? Format,
        string Title, string Body, string Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

    public static async Task<Results<Ok<Page<Item>>, ErrorResult>> HandleAsync(
        PageQuery page, CurrentUser user, NotificationDbContext db, CancellationToken cancellationToken)
    {
        var notifications = db.Notifications.AsNoTracking().Where(notification => notification.UserId == user.Id);
        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Guid>(cursor, out var after))
            {
                return Cursor.Invalid();
            }

            notifications = notifications.Where(notification => notification.Id < after);
        }

        var rows = await notifications.OrderByDescending(notification => notification.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<Item>.From(rows, page.Limit, Show, last => Cursor.Encode(last.Id)));
    }

    private static Item Show(InAppNotification row) =>
        new(row.Id, row.Kind, row.JobId, row.FileName, row.Changes, row.Format, row.Title, row.Body, row.Link, row.CreatedAt, row.ReadAt);
}
