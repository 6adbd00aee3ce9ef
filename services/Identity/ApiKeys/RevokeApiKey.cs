using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.ApiKeys;

internal static class RevokeApiKey
{
    public static async Task<Results<NoContent, ErrorResult>> Handle(
        Guid id, CurrentUser caller, IdentityDbContext db, CancellationToken cancellationToken)
    {
        var key = await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id && key.UserId == caller.Id, cancellationToken);
        if (key is null)
        {
            return ErrorResults.NotFound("API key");
        }

        db.Remove(key);
        db.Audit(AuditAction.ApiKeyRevoked, caller.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
