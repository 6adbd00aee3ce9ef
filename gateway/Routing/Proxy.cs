using SwipeReview.Gateway.Door;
using SwipeReview.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace SwipeReview.Gateway.Routing;

/// <summary>YARP over the addresses that the AppHost (or production's configuration) gives: <c>services:{name}:http:{n}</c>.</summary>
internal static class Proxy
{
    // Silence, not duration: a stream of events or a large file may go on for as long as something moves.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    public static void AddProxy(this WebApplicationBuilder builder)
    {
        var usualTimeout = (builder.Configuration.GetSection("Gateway").Get<DoorOptions>() ?? new DoorOptions()).UsualTimeout;
        builder.Services.AddRequestTimeouts();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(
                RouteTable.Routes(usualTimeout, builder.Environment.IsDevelopment()),
                [.. RouteTable.Services.Select(service => Cluster(service, builder.Configuration.Addresses(service)))])
            .AddTransforms(transforms =>
            {
                transforms.AddXForwarded(ForwardedTransformActions.Set);
                transforms.AddRequestTransform(request =>
                {
                    request.ProxyRequest.Headers.TryAddWithoutValidation(RequestIds.Header, request.HttpContext.TraceIdentifier);
                    return default;
                });
            });
    }

    public static void MapProxy(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<TooLate>();
        proxy.UseMiddleware<BodyLimit>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    /// <summary>All addresses of a service; none is legal here and answers 503 later.</summary>
    public static IReadOnlyList<string> Addresses(this IConfiguration configuration, string service) =>
        [.. configuration.GetSection($"services:{service}:http").GetChildren().Select(address => address.Value).OfType<string>().Where(address => address.Length > 0)];

    private static ClusterConfig Cluster(string service, IReadOnlyList<string> addresses) => new()
    {
        ClusterId = service,
        Destinations = addresses.ToDictionary(address => address, address => new DestinationConfig { Address = address }, StringComparer.Ordinal),
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = LongestSilence },
        HealthCheck = new HealthCheckConfig
        {
            // Where there is a choice, instances that can't do their work are passed over; all ill is no worse than trying.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = addresses.Count > 1,
                Path = "/health",
                Interval = TimeSpan.FromSeconds(5),
                Timeout = TimeSpan.FromSeconds(3),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = addresses.Count > 1,
                Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                ReactivationPeriod = TimeSpan.FromSeconds(10),
            },
        },
    };
}
