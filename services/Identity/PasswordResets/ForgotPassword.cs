using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.PasswordResets;

/// <summary>
/// Looks at no account: whether there is one shows in the mail, to its owner alone, and neither in the answer nor in
/// the time that it takes.
/// </summary>
internal static class ForgotPassword
{
    internal sealed record Request(string Email);

    public static async Task<Results<Accepted, ErrorResult>> Handle(
        Request request, HttpContext http, SignInGuard guard, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email))
        {
            return ErrorResults.Validation("This is not an email address that mail can be sent to.", "email");
        }

        if (await guard.CheckAddressAsync(http) is { } refusal)
        {
            return refusal;
        }

        db.Publish(new MailPasswordReset(email.Value, Speech.Of(http.Request), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
