using Microsoft.AspNetCore.Mvc;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Identity.Tokens;

internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapInternalGroup("/internal/tokens").MapPost("", IssueServiceToken.Handle).AllowAnonymous(); // its secret is in the body
        routes.MapInternalGroup("/internal/signatures").MapPost("/receipt", SignReceipt.HandleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(SignReceipt.LargestPayload));
        routes.MapGet("/.well-known/jwks.json", async (IPublishedKeys keys, HttpResponse response, CancellationToken cancellationToken) =>
            {
                // Shorter than a new key is published ahead.
                response.Headers.CacheControl = "public, max-age=300";
                return TypedResults.Ok(await keys.ReadAsync(cancellationToken));
            })
            .WithTags("Auth").WithSummary("The public keys that access tokens and receipts are signed with, those that no longer sign included.").AllowAnonymous();
    }
}
