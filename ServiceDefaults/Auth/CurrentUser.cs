using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>The person whose token came with the request; a handler takes it as a parameter.</summary>
public readonly record struct CurrentUser(Guid Id, bool IsAdmin, string? SessionId)
{
    /// <summary>Binds from the validated token. Throws where a route forgot to require a user.</summary>
    public static ValueTask<CurrentUser> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(From(context.User)
            ?? throw new InvalidOperationException("This route takes a CurrentUser but does not require the policy 'user'."));

    internal static CurrentUser? From(ClaimsPrincipal principal) =>
        principal.HasClaim("aud", TokenNames.UserAudience) && Guid.TryParse(principal.FindFirstValue("sub"), out var id)
            ? new CurrentUser(id, principal.HasClaim(TokenNames.Role, TokenNames.AdminRole), principal.FindFirstValue(TokenNames.Session))
            : null;
}
