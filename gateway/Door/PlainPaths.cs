using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Door;

/// <summary>
/// No path of ours needs an escape, a backslash or an empty segment. After Kestrel has decoded a path and resolved its
/// dots, what is left of them is there to mean something else to the service behind.
/// </summary>
internal sealed class PlainPaths(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return path.AsSpan().ContainsAny('%', '\\') || path.Contains("//", StringComparison.Ordinal) || path.Any(char.IsControl)
            ? ErrorResults.Validation("The path has characters that no address here has.").ExecuteAsync(context)
            : next(context);
    }
}
