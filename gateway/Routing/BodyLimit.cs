using SwipeReview.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Configuration;

namespace SwipeReview.Gateway.Routing;

/// <summary>
/// Refuses a body that says it is too large before any of it is read, in the envelope. One that does not say is cut off
/// by Kestrel at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var route = context.GetReverseProxyFeature().Route.Config;
        return context.Request.ContentLength is { } size && size > route.MaxRequestBodySize
            ? Refuse(route, size).ExecuteAsync(context)
            : next(context);
    }

    /// <summary>Where a file is the body, the answer is the one that the service gives to a file that is barely too large.</summary>
    private static ErrorResult Refuse(RouteConfig route, long size) => RouteTable.FileLimit(route) is { } largest
        ? ErrorResults.PayloadTooLarge("file", largest, size)
        : new ErrorResult(413, ErrorCodes.PayloadTooLarge, $"The request exceeds the limit of {route.MaxRequestBodySize / 1024} KB.", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["maxSize"] = route.MaxRequestBodySize,
            ["actualSize"] = size,
        });
}
