using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SwipeReview.ServiceDefaults.Http;

/// <summary>Tells another service that is away, and will be back, from one that answers and refuses.</summary>
internal static class NeighbourOutage
{
    /// <summary>Nobody answered, or not in time, or only who stands before it; also what the breaker of its client keeps from being asked.</summary>
    public static bool IsCauseOf(Exception exception) => exception is BrokenCircuitException or TimeoutRejectedException
        || (exception is HttpRequestException fault && (fault.StatusCode is not { } status || IsSaidBy(status)));

    public static bool IsSaidBy(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
