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
        db.ApiKeys.RemoveRange(await db.ApiKeys.Where(key => key.UserId == user.Id).ToListAsync(cancellationToken));
        db.PasswordResets.RemoveRange(await db.PasswordResets.Where(reset => reset.UserId == user.Id).ToListAsync(cancellationToken));
        await db.EndSessionsAsync(user.Id, cancellationToken);

        db.Audit(AuditAction.Erased, user.Id);
        db.Publish(new UserDeleted(user.Id, now), orderKey: user.Id.ToString());
        await db.SaveChangesAsync(cancellationToken);
        await cache.DropAsync(UserPreferences.CacheKey(user.Id));
        return TypedResults.NoContent();
    }
}
