using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Sessions;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Users;

/// <summary>Whoever found a device unlocked does not know the password: it is asked for, and guesses earn the pauses of sign-in.</summary>
internal static class ChangePassword
{
    internal sealed record Request(string Current, string New);

    public static async Task<Results<NoContent, ErrorResult>> Handle(
        Request request, CurrentUser caller, HttpContext http, SignInGuard guard, Passwords passwords, IdentityDbContext db, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == caller.Id && user.DeletedAt == null, cancellationToken);
        if (user is null)
        {
            return GetMe.Erased();
        }

        var email = EmailAddress.Of(user);
        if (Passwords.Check(request.New, email) is { } weakness)
        {
            return ErrorResults.Validation(weakness, "new", ("minLength", Passwords.Shortest), ("maxLength", Passwords.Longest));
        }

        if (await guard.CheckAddressAsync(http) is { } refusal)
        {
            return refusal;
        }

        if (await guard.BeginAsync(http, email.Value, cancellationToken) is { } pause)
        {
            return pause;
        }

        if (passwords.Verify(user, request.Current) == PasswordVerificationResult.Failed)
        {
            return ErrorResults.Validation("This is not your password.", "current");
        }

        await guard.ForgiveAsync(email.Value, cancellationToken);
        user.ChangePassword(passwords.Hash(request.New));
        await db.EndSessionsAsync(user.Id, cancellationToken, except: Guid.Parse(caller.SessionId!));
        db.Audit(AuditAction.PasswordChanged, user.Id);
        db.Publish(new PasswordChanged(user.Id, Speech.Of(http.Request), clock.GetUtcNow()), orderKey: user.Id.ToString());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
