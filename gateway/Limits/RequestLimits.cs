using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway.Limits;

/// <summary>
/// Counts each request to the API for its address and, with a valid token, for its person. The answer's headers tell
/// of the limit that is nearest.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next, RequestCounter counter)
{
    public static ErrorResult Refuse(RateLimitLease lease) =>
        ErrorResults.RateLimited("Too many requests: wait a little.", ("limit", lease.Limit), ("retryAfterSeconds", Math.Max(1, lease.ResetSeconds)));

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var leases = await counter.TakeAsync(context);
        var nearest = leases.MinBy(lease => (lease.IsAllowed, lease.Remaining));
        context.Response.OnStarting(() =>
        {
            nearest.WriteTo(context.Response.Headers);
            return Task.CompletedTask;
        });

        if (nearest.IsAllowed)
        {
            await next(context);
        }
        else
        {
            await Refuse(nearest).ExecuteAsync(context);
        }
    }
}
