using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

/// <summary>
/// Guards what belongs to the account itself. An access token outlives its session by minutes, and an API key has none:
/// neither may change the password, make keys, or erase the person.
/// </summary>
internal sealed class OpenSession(IdentityDbContext db, TimeProvider clock) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!Guid.TryParse(context.HttpContext.User.FindFirst(TokenNames.Session)?.Value, out var id))
        {
            return ErrorResults.Forbidden("An API key may not do this: sign in with your password.");
        }

        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id, context.HttpContext.RequestAborted);
        return session?.IsOpen(clock.GetUtcNow()) == true
            ? await next(context)
            : ErrorResults.Unauthenticated("This session has ended: sign in again.");
    }
}
