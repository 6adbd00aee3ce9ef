using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Identity.PasswordResets;

internal static class PasswordResetEndpoints
{
    public static void MapPasswordResets(this IEndpointRouteBuilder routes) =>
        routes.MapInternalGroup("/internal/password-resets").MapPost("", StartPasswordReset.Handle);
}
