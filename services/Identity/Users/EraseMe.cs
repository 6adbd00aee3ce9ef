using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Identity.Users;

internal static class EraseMe
{
    public static async Task<Results<NoContent, ErrorResult>> Handle(
        CurrentUser caller, IdentityDbContext db, CacheAside cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == caller.Id && user.DeletedAt == null, cancellationToken);
        if (user is null)
        {
            return GetMe.Erased();
        }

        var now = clock.GetUtcNow();
        user.Erase(now);
        db.UserPreferences.RemoveRange(await db.UserPreferences.Where(row => row.UserId == user.Id).ToListAsync(cancellationToken));
        foreach (var session in await db.Sessions.Where(session => session.UserId == user.Id && session.EndedAt == null).ToListAsync(cancellationToken))
        {
            session.End(now);
        }

        db.Audit(AuditAction.Erased, user.Id);
        db.Publish(new UserDeleted(user.Id, now), orderKey: user.Id.ToString());
        await db.SaveChangesAsync(cancellationToken);
        await cache.DropAsync(UserPreferences.CacheKey(user.Id));
        return TypedResults.NoContent();
    }
}
