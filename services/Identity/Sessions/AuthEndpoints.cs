using System.Security.Claims;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Identity.Sessions;

internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapApiGroup("/api/v1/auth", "Auth").AllowAnonymous();

        // These routes serve who holds the secret in the body. A token that a client sends along out of habit must not
        // narrow what the database shows them to its owner's rows.
        auth.AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.User = new ClaimsPrincipal();
            return next(invocation);
        });
        auth.MapPost("register", Register.Handle).WithSummary("Open an account.");
        auth.MapPost("login", Login.Handle).WithSummary("Sign in with email and password.");
        auth.MapPost("refresh", Refresh.Handle).WithSummary("Trade a refresh token, once, for new tokens.");
        auth.MapPost("logout", Logout.Handle).WithSummary("End the session that a refresh token belongs to.");
    }
}
