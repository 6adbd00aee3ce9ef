using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.ApiKeys;

internal static class CreateApiKey
{
    internal sealed record Request(string Name, DateTimeOffset? ExpiresAt = null);

    /// <param name="Key">Shown this once.</param>
    internal sealed record Response(Guid Id, string Name, string Prefix, string Key, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    public static async Task<Results<Created<Response>, ErrorResult>> Handle(
        Request request, CurrentUser caller, IdentityDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > ApiKey.LongestName || name.Any(char.IsControl))
        {
            return ErrorResults.Validation($"A key's name has 1 to {ApiKey.LongestName} characters, all of which can be shown.", "name");
        }

        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now)
        {
            return ErrorResults.Validation("The key would have expired already.", "expiresAt");
        }

        // The lock keeps two that are made at once from being one too many.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.FromSql($"select *, xmin from users where id = {caller.Id} and deleted_at is null for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (user is null)
        {
            return GetMe.Erased();
        }

        if (await db.ApiKeys.CountAsync(key => key.UserId == user.Id, cancellationToken) >= ApiKey.MostOfOne)
        {
            return ErrorResults.Conflict($"You have {ApiKey.MostOfOne} keys: revoke one that is not used any more.", ("limit", ApiKey.MostOfOne));
        }

        var (row, key) = ApiKey.Create(user.Id, name, request.ExpiresAt, now);
        db.Add(row);
        db.Audit(AuditAction.ApiKeyCreated, user.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(row.Id, row.Name, row.Prefix, key, row.CreatedAt, row.ExpiresAt));
    }
}
