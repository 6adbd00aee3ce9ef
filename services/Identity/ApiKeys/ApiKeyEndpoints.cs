using SwipeReview.Identity.Sessions;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Identity.ApiKeys;

internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapApiGroup("/api/v1/api-keys", "API keys").AddEndpointFilter<OpenSession>();
        keys.MapGet("", ListApiKeys.Handle).WithSummary("Your API keys, the newest first.");
        keys.MapPost("", CreateApiKey.Handle).WithSummary("Make an API key. It is shown this once.");
        keys.MapDelete("{id:guid}", RevokeApiKey.Handle).WithSummary("Revoke an API key: within a minute it opens nothing any more.");

        routes.MapInternalGroup("/internal/api-keys").MapPost("exchange", ExchangeApiKey.Handle);
    }
}
