using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>Opens the ports that clients connect to, before any process behind them starts.</summary>
internal sealed class EndpointAllocator(DcpHost engine, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public Task AllocateAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken) =>
        Task.WhenAll(
            from resource in resources
            from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            select endpoint.IsProxied ? OpenPortAsync(resource, endpoint, cancellationToken) : TakeAsIsAsync(resource, endpoint));

    public static string ServiceName(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}-{endpoint.Name}";

    private static Task TakeAsIsAsync(IResource resource, EndpointAnnotation endpoint)
    {
        var port = endpoint.Port ?? endpoint.TargetPort
            ?? throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of '{resource.Name}' has no proxy and no port.");
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
        return Task.CompletedTask;
    }

    private async Task OpenPortAsync(IResource resource, EndpointAnnotation endpoint, CancellationToken cancellationToken)
    {
        var name = ServiceName(resource, endpoint);
        await engine.Client.CreateAsync("services", new DcpObject<ServiceSpec, ServiceStatus>("Service", new DcpMetadata(name), new ServiceSpec(endpoint.Port)), cancellationToken);

        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < Limit)
        {
            var service = await engine.Client.GetAsync<DcpObject<ServiceSpec, ServiceStatus>>("services", name, cancellationToken);
            if (service?.Status is { EffectiveAddress: { } address, EffectivePort: { } port and > 0 })
            {
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, address, port, endpoint.TargetPort?.ToString() ?? DcpTemplates.PortForServing(name));
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
        }

        throw new DistributedApplicationException($"No port could be opened for '{resource.Name}'{(endpoint.Port is { } wanted ? $": is {wanted} taken?" : ".")}");
    }
}
