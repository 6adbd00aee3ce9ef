using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.PasswordResets;

/// <summary>
/// <c>POST /internal/password-resets</c>: makes the secret of a link at the moment when its mail is written. Not found is
/// an email without an account, or one that has been mailed enough links for now.
/// </summary>
internal static class StartPasswordReset
{
    internal sealed record Request(string Email);

    internal sealed record Response(Guid UserId, string Token);

    public static async Task<Results<Ok<Response>, ErrorResult>> Handle(
        Request request, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.FromSql($"select *, xmin from users where email = {request.Email} for update").SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (user is null || await db.PasswordResets.CountAsync(reset => reset.UserId == user.Id && reset.ExpiresAt > now, cancellationToken) >= PasswordReset.MostAtOnce)
        {
            return ErrorResults.NotFound("account");
        }

        var (row, token) = PasswordReset.Start(user.Id, now);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(user.Id, token));
    }
}
