using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Routing;

/// <summary>
/// Refuses a body that says it is too large before any of it is read, in the envelope. One that does not say is cut off
/// by Kestrel at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize;
        return context.Request.ContentLength > limit
            ? new ErrorResult(413, ErrorCodes.PayloadTooLarge, $"The request exceeds the limit of {limit / 1024} KB.", new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["maxSize"] = limit,
                ["actualSize"] = context.Request.ContentLength,
            }).ExecuteAsync(context)
            : next(context);
    }
}
