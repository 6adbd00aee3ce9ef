using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Api;

public static class ApiGroups
{
    /// <summary>Public routes: a person's token is needed unless a route says <c>AllowAnonymous</c>, and the usual errors are documented.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder routes, string prefix, string tag)
    {
        var group = routes.MapGroup(prefix).WithTags(tag).RequireAuthorization(Policies.User);
        foreach (var status in (int[])[400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])
        {
            group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ErrorEnvelope), ["application/json"]));
        }

        return group;
    }

    /// <summary>Routes for other services only: a service token is needed, and they are in no public document.</summary>
    public static RouteGroupBuilder MapInternalGroup(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireAuthorization(Policies.Service).ExcludeFromDescription();
}
