using System.Security.Claims;
using SwipeReview.Identity.PasswordResets;
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
        auth.MapPost("refresh", Refresh.Handle).WithSummary("Trade a refresh token, once, for new tokens. With a renewalId, again until the new one is used.");
        auth.MapPost("password/forgot", ForgotPassword.Handle).WithSummary("Have a link to a new password sent. The answer is the same whether there is such an account or not.");
        auth.MapPost("password/reset", ResetPassword.Handle).WithSummary("Set a new password with the link's token, which works once and for an hour. Ends all sessions.");
        auth.MapPost("logout", Logout.Handle).WithSummary("End the session that a refresh token belongs to.");
    }
}
