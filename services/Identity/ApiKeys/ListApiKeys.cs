using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Identity.ApiKeys;

/// <summary>All of them: there are never more than <see cref="ApiKey.MostOfOne"/>.</summary>
internal static class ListApiKeys
{
    internal sealed record ApiKeyView(Guid Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

    public static async Task<Ok<Page<ApiKeyView>>> Handle(CurrentUser caller, IdentityDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<ApiKeyView>(
            await db.ApiKeys.Where(key => key.UserId == caller.Id).OrderByDescending(key => key.Id)
                .Select(key => new ApiKeyView(key.Id, key.Name, key.Prefix, key.CreatedAt, key.ExpiresAt, key.LastUsedAt)).ToListAsync(cancellationToken),
            NextCursor: null));
}
