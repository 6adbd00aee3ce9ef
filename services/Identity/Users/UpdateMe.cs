using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Users;

internal static class UpdateMe
{
    internal sealed record Request(string? DisplayName = null);

    public static async Task<Results<Ok<Profile>, ErrorResult>> Handle(
        Request request, CurrentUser caller, IdentityDbContext db, CancellationToken cancellationToken)
    {
        if (!User.TryNormaliseName(request.DisplayName, out var displayName))
        {
            return ErrorResults.Validation($"A name has at most {User.LongestDisplayName} characters, all of which can be shown.", "displayName");
        }

        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == caller.Id && user.DeletedAt == null, cancellationToken);
        if (user is null)
        {
            return GetMe.Erased();
        }

        user.Rename(displayName);
        db.Audit(AuditAction.ProfileChanged, user.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Profile.Of(user));
    }
}
