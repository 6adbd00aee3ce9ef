using Microsoft.AspNetCore.Http.Timeouts;

namespace SwipeReview.Gateway.Routing;

/// <summary>YARP takes a request that ran out of time for one that its client gave up, and says 400: it is 504.</summary>
internal sealed class TooLate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var timeout = context.Features.Get<IHttpRequestTimeoutFeature>();
        await next(context);
        if (timeout?.RequestTimeoutToken.IsCancellationRequested == true && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }
    }
}
