using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

internal static class EndSession
{
    public static async Task<Results<NoContent, ErrorResult>> Handle(
        Guid id, CurrentUser caller, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(
            session => session.Id == id && session.UserId == caller.Id && session.EndedAt == null, cancellationToken);
        if (session is null)
        {
            return ErrorResults.NotFound("session");
        }

        session.End(clock.GetUtcNow());
        db.Audit(AuditAction.SessionEnded, caller.Id, session.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>All but the one that asks.</summary>
    public static async Task<NoContent> HandleOthers(CurrentUser caller, IdentityDbContext db, CancellationToken cancellationToken)
    {
        await db.EndSessionsAsync(caller.Id, cancellationToken, except: Guid.Parse(caller.SessionId!));
        db.Audit(AuditAction.SessionEnded, caller.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
