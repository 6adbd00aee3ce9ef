using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Identity.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapApiGroup("/api/v1/users/me", "Users");
        me.MapGet("", GetMe.Handle).WithSummary("Your profile.");
        me.MapPut("", UpdateMe.Handle).WithSummary("Change your profile.");
        me.MapDelete("", EraseMe.Handle).WithSummary("Erase your account and everything that you stored.");
        me.MapGet("preferences", GetPreferences.Handle).WithSummary("Your settings.");
        me.MapPut("preferences", PutPreferences.Handle).WithSummary("Replace your settings.");

        routes.MapInternalGroup("/internal/users").MapGet("/{id:guid}", DescribeUser.HandleAsync);
    }
}
