using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Tokens;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

internal static class Login
{
    internal sealed record Request(string Email, string Password);

    public static async Task<Results<Ok<SessionTokens>, ErrorResult>> Handle(
        Request request, HttpContext http, SignInGuard guard, Passwords passwords, TokenIssuer issuer, IdentityDbContext db,
        IOptions<SessionLifetimes> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await guard.CheckAddressAsync(http) is { } refusal)
        {
            return refusal;
        }

        if (await guard.BeginAsync(http, request.Email, cancellationToken) is { } pause)
        {
            return pause;
        }

        var known = EmailAddress.TryParse(request.Email, out var email) ? email.Value : "";
        var user = await db.Users.SingleOrDefaultAsync(user => user.Email == known, cancellationToken);
        var result = passwords.Verify(user, request.Password);
        if (user is null || result == PasswordVerificationResult.Failed)
        {
            db.Audit(AuditAction.SignInFailed, user?.Id);
            await db.SaveChangesAsync(cancellationToken);
            return ErrorResults.Unauthenticated("The email or the password is wrong.");
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.Rehash(passwords.Hash(request.Password));
        }

        await guard.ForgiveAsync(request.Email, cancellationToken);
        var now = clock.GetUtcNow();
        var session = Session.Start(user.Id, Device.Describe(http.Request.Headers.UserAgent), options.Value, now);
        var refreshToken = RefreshToken.NewToken();
        db.AddRange(session, RefreshToken.Issue(refreshToken, session, options.Value, now));
        db.Audit(AuditAction.SignedIn, user.Id, session.Id);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(issuer.ForUser(user, session.Id, refreshToken));
    }
}
