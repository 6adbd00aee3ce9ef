using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Tokens;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

/// <summary>
/// A refresh token works once. One that comes again after its use was stolen, or its successor was: the whole family
/// ends. Of several that are under way at the same time exactly one wins, and the others are refused without ending the
/// family: they came before there was a successor to steal, as two tabs of one browser do.
/// </summary>
internal static class Refresh
{
    public static async Task<Results<Ok<SessionTokens>, ErrorResult>> Handle(
        RefreshTokenRequest request, TokenIssuer issuer, IdentityDbContext db, IOptions<SessionLifetimes> options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var arrivedAt = clock.GetUtcNow();
        var hash = Secret.HashOf(request.RefreshToken);

        // The session's lock puts refreshes, log-out and the end by reuse in a line; what is read after it is the truth.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.Sessions
            .FromSql($"select s.* from sessions s where s.id = (select session_id from refresh_tokens where hash = {hash}) for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (session is null)
        {
            return Refused();
        }

        var token = await db.RefreshTokens.SingleAsync(token => token.Hash == hash, cancellationToken);
        var now = clock.GetUtcNow();
        if (token.UsedAt is { } usedAt)
        {
            if (usedAt < arrivedAt && session.IsOpen(now))
            {
                session.End(now);
                db.Audit(AuditAction.RefreshTokenReused, session.UserId, session.Id);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return Refused();
        }

        if (!session.IsOpen(now) || token.ExpiresAt <= now)
        {
            return Refused();
        }

        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == session.UserId, cancellationToken);
        if (user.DeletedAt is not null)
        {
            return Refused(); // signed in while being erased
        }

        token.Use(now);
        session.LastSeenAt = now;
        var (row, next) = RefreshToken.Issue(session, options.Value, now);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(issuer.ForUser(user, session.Id, next));
    }

    /// <summary>One answer for every reason: who holds a stolen token learns nothing from it.</summary>
    private static ErrorResult Refused() => ErrorResults.Unauthenticated("The refresh token is not valid any more: sign in again.");
}
