using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Sessions;

internal static class Register
{
    internal sealed record Request(string Email, string Password, string? DisplayName = null);

    internal sealed record Response(Guid Id, string Email, string? DisplayName);

    public static async Task<Results<Created<Response>, ErrorResult>> Handle(
        Request request, HttpContext http, SignInGuard guard, Passwords passwords, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email))
        {
            return ErrorResults.Validation("This is not an email address that mail can be sent to.", "email");
        }

        if (Passwords.Check(request.Password, email) is { } weakness)
        {
            return ErrorResults.Validation(weakness, "password", ("minLength", Passwords.Shortest), ("maxLength", Passwords.Longest));
        }

        if (!User.TryNormaliseName(request.DisplayName, out var displayName))
        {
            return ErrorResults.Validation($"A name has at most {User.LongestDisplayName} characters, all of which can be shown.", "displayName");
        }

        if (await guard.CheckAddressAsync(http) is { } refusal)
        {
            return refusal;
        }

        if (await db.Users.AnyAsync(user => user.Email == email.Value, cancellationToken))
        {
            return Taken();
        }

        var now = clock.GetUtcNow();
        var user = User.Register(email, passwords.Hash(request.Password), displayName, now);
        db.Add(user);
        db.Audit(AuditAction.Registered, user.Id);
        db.Publish(new UserRegistered(user.Id, email.Value, displayName, now), orderKey: user.Id.ToString());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Taken(); // somebody registered the same email since we looked
        }

        return TypedResults.Created("/api/v1/users/me", new Response(user.Id, email.Value, displayName));
    }

    private static ErrorResult Taken() => ErrorResults.Conflict("There is an account with this email already.", ("field", "email"));
}
