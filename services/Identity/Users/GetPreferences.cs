using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Identity.Users;

internal static class GetPreferences
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static async Task<Ok<JsonObject>> Handle(CurrentUser caller, IdentityDbContext db, CacheAside cache, CancellationToken cancellationToken)
    {
        var settings = await cache.GetOrLoadAsync(
            UserPreferences.CacheKey(caller.Id), Lifetime,
            async token => await db.UserPreferences.Where(row => row.UserId == caller.Id).Select(row => row.Settings).SingleOrDefaultAsync(token)
                ?? UserPreferences.Empty,
            cancellationToken);
        return TypedResults.Ok(JsonNode.Parse(settings!)!.AsObject());
    }
}
