using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.Sessions;

/// <summary>Ends the session of any of its tokens, used ones too. A token that nobody knows has nothing to end: that is fine as well.</summary>
internal static class Logout
{
    internal sealed record Request(string RefreshToken);

    public static async Task<NoContent> Handle(
        Request request, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hash = Secret.HashOf(request.RefreshToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.Sessions
            .FromSql($"select s.* from sessions s where s.id = (select session_id from refresh_tokens where hash = {hash}) for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (session is { EndedAt: null })
        {
            session.End(clock.GetUtcNow());
            db.Audit(AuditAction.SignedOut, session.UserId, session.Id);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
