using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Door;

/// <summary>
/// Takes away what only we may say to the services: request ids and where a request came from. What a trusted proxy
/// said of the latter is in the connection by now.
/// </summary>
internal sealed class CleanRequest(RequestDelegate next)
{
    private static readonly string[] Ours = [RequestIds.Header, "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-HTTP-Method-Override", "Cookie"];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        foreach (var name in Ours)
        {
            headers.Remove(name);
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
