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
/// family: they came before there was a successor to steal, as two tabs of one browser do. A client that names its renewal
/// may ask again when the answer was lost, and gets the same successor for as long as that has not been used.
/// </summary>
internal static class Refresh
{
    /// <param name="RenewalId">The client's own, new for each token: the same token with the same id is the same renewal.</param>
    internal sealed record Request(string RefreshToken, Guid? RenewalId = null);

    public static async Task<Results<Ok<SessionTokens>, ErrorResult>> Handle(
        Request request, TokenIssuer issuer, SuccessorTokens successors, IdentityDbContext db, IOptions<SessionLifetimes> options, TimeProvider clock,
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
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == session.UserId, cancellationToken);
        if (!session.IsOpen(now) || user.DeletedAt is not null)
        {
            return Refused(); // also whoever signed in while being erased
        }

        var next = successors.Of(request.RefreshToken, request.RenewalId);
        if (token.UsedAt is { } usedAt)
        {
            if (await db.RefreshTokens.AnyAsync(RefreshToken.IsUnused(next, now), cancellationToken))
            {
                return TypedResults.Ok(issuer.ForUser(user, session.Id, next));
            }

            if (usedAt < arrivedAt)
            {
                session.End(now);
                db.Audit(AuditAction.RefreshTokenReused, session.UserId, session.Id);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return Refused();
        }

        if (token.ExpiresAt <= now)
        {
            return Refused();
        }

        token.Use(now);
        session.LastSeenAt = now;
        db.Add(RefreshToken.Issue(next, session, options.Value, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(issuer.ForUser(user, session.Id, next));
    }

    /// <summary>One answer for every reason: who holds a stolen token learns nothing from it.</summary>
    private static ErrorResult Refused() => ErrorResults.Unauthenticated("The refresh token is not valid any more: sign in again.");
}
