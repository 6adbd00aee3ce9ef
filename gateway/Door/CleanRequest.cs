using SwipeReview.Gateway.Routing;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Door;

/// <summary>
/// Takes away what only we may say to the services: request ids and where a request came from. What a trusted proxy
/// said of the latter is in the connection by now.
/// </summary>
internal sealed class CleanRequest(RequestDelegate next)
{
    private static readonly string[] Ours = [RequestIds.Header, "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Cookie"];
    private const string MethodOverride = "X-HTTP-Method-Override";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        foreach (var name in Ours)
        {
            headers.Remove(name);
        }

        // A part of tus, and of nothing else here; what it may say there asks for no more rights than POST does.
        if (!context.Request.Path.StartsWithSegments(RouteTable.ResumableUploads, StringComparison.OrdinalIgnoreCase))
        {
            headers.Remove(MethodOverride);
        }

        foreach (var name in headers.Keys.Where(IsAboutOrigin).ToArray())
        {
            headers.Remove(name);
        }

        return next(context);
    }

    private static bool IsAboutOrigin(string name) =>
        name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);
}
