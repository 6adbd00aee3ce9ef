using SwipeReview.Identity.Sessions;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Identity.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapApiGroup("/api/v1/users/me", "Users");
        me.MapGet("", GetMe.Handle).WithSummary("Your profile.");
        me.MapPut("", UpdateMe.Handle).WithSummary("Change your profile.");
        me.MapDelete("", EraseMe.Handle).AddEndpointFilter<OpenSession>().WithSummary("Erase your account and everything that you stored.");
        me.MapGet("preferences", GetPreferences.Handle).WithSummary("Your settings.");
        me.MapPut("preferences", PutPreferences.Handle).WithSummary("Replace your settings.");
        me.MapPost("password", ChangePassword.Handle).AddEndpointFilter<OpenSession>()
            .WithSummary("Change your password. Ends all other sessions.");

        var sessions = me.MapGroup("sessions").AddEndpointFilter<OpenSession>();
        sessions.MapGet("", ListSessions.Handle).WithSummary("Where you are signed in.");
        sessions.MapDelete("", EndSession.HandleOthers).WithSummary("Sign out everywhere else.");
        sessions.MapDelete("{id:guid}", EndSession.Handle).WithSummary("Sign out one device.");

        routes.MapInternalGroup("/internal/users").MapGet("/{id:guid}", DescribeUser.HandleAsync);
    }
}
