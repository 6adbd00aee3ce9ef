using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Users;

/// <summary>A person as they see themselves.</summary>
internal sealed record Profile(Guid Id, string Email, string? DisplayName, Role Role, DateTimeOffset CreatedAt)
{
    public static Profile Of(User user) => new(user.Id, user.Email!, user.DisplayName, user.Role, user.CreatedAt);
}

internal static class GetMe
{
    public static async Task<Results<Ok<Profile>, ErrorResult>> Handle(CurrentUser caller, IdentityDbContext db, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == caller.Id && user.DeletedAt == null, cancellationToken);
        return user is null ? Erased() : TypedResults.Ok(Profile.Of(user));
    }

    /// <summary>An access token outlives its account by minutes: then it is as good as none.</summary>
    internal static ErrorResult Erased() => ErrorResults.Unauthenticated("This account does not exist any more.");
}
