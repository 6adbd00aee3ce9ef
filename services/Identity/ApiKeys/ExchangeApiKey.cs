using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Tokens;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.ApiKeys;

/// <summary><c>POST /internal/api-keys/exchange</c>: the gateway trades a key for a short token, so that no service but this one knows of keys.</summary>
internal static class ExchangeApiKey
{
    internal sealed record Request(string Key);

    internal sealed record Response(string AccessToken, int ExpiresIn);

    public static async Task<Results<Ok<Response>, ErrorResult>> Handle(
        Request request, IdentityDbContext db, TokenIssuer issuer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hash = Secret.HashOf(request.Key);
        var now = clock.GetUtcNow();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Hash == hash && (key.ExpiresAt == null || key.ExpiresAt > now), cancellationToken);
        if (key is null)
        {
            return ErrorResults.NotFound("API key");
        }

        // By itself: a key that is revoked at this moment must not become a conflict.
        await db.ApiKeys.Where(row => row.Id == key.Id).ExecuteUpdateAsync(row => row.SetProperty(used => used.LastUsedAt, now), cancellationToken);
        return TypedResults.Ok(new Response(issuer.ForApiKey(key), (int)TokenIssuer.ApiKeyTokenLifetime.TotalSeconds));
    }
}
