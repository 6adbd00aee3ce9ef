using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Tokens;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.PasswordResets;

/// <summary>A new password for whoever reads the account's mail. Ends all sessions, since one of them may be the reason.</summary>
internal static class ResetPassword
{
    internal sealed record Request(string Token, string Password);

    public static async Task<Results<NoContent, ErrorResult>> Handle(
        Request request, HttpContext http, SignInGuard guard, Passwords passwords, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await guard.CheckAddressAsync(http) is { } refusal)
        {
            return refusal;
        }

        var hash = Secret.HashOf(request.Token);
        var now = clock.GetUtcNow();

        // The user's lock puts two that use a person's links at once in a line: the second finds none.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users
            .FromSql($"select u.*, u.xmin from users u where u.id = (select user_id from password_resets where hash = {hash}) and u.deleted_at is null for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (user is null || !await db.PasswordResets.AnyAsync(reset => reset.Hash == hash && reset.ExpiresAt > now, cancellationToken))
        {
            return ErrorResults.Gone("This link has been used, or is older than an hour: ask for a new one.");
        }

        var email = EmailAddress.Of(user);
        if (Passwords.Check(request.Password, email) is { } weakness)
        {
            return ErrorResults.Validation(weakness, "password", ("minLength", Passwords.Shortest), ("maxLength", Passwords.Longest));
        }

        user.ChangePassword(passwords.Hash(request.Password));
        db.PasswordResets.RemoveRange(await db.PasswordResets.Where(reset => reset.UserId == user.Id).ToListAsync(cancellationToken));
        await db.EndSessionsAsync(user.Id, cancellationToken);
        await guard.ForgiveAsync(email.Value, cancellationToken); // who was kept out by pauses may sign in
        db.Audit(AuditAction.PasswordReset, user.Id);
        db.Publish(new PasswordChanged(user.Id, Speech.Of(http.Request), now), orderKey: user.Id.ToString());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
