using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

/// <summary>Those that are open, the newest first.</summary>
internal static class ListSessions
{
    internal sealed record SessionView(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Device, bool IsCurrent);

    public static async Task<Results<Ok<Page<SessionView>>, ErrorResult>> Handle(
        CurrentUser caller, PageQuery page, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var before = Guid.Empty;
        if (page.Cursor is { } cursor && !Cursor.TryDecode(cursor, out before))
        {
            return Cursor.Invalid();
        }

        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(session => session.UserId == caller.Id && session.EndedAt == null && session.ExpiresAt > now)
            .Where(session => before == Guid.Empty || session.Id.CompareTo(before) < 0)
            .OrderByDescending(session => session.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<SessionView>.From(
            sessions, page.Limit,
            session => new SessionView(session.Id, session.CreatedAt, session.LastSeenAt, session.Device, session.Id.ToString() == caller.SessionId),
            session => Cursor.Encode(session.Id)));
    }
}
