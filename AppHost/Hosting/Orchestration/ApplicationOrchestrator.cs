using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings the model up on the engine and takes it down again.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    DcpHost engine,
    EndpointAllocator endpoints,
    ResourceLauncher launcher,
    StatusReporter statuses,
    ResourceHealthMonitor health) : IHostedService, IDisposable
{
    /// <summary>A process that doesn't end when asked is ended by force, so that all of them fit into the ten seconds that a stop may take.</summary>
    private static readonly TimeSpan LayerLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        await engine.StartAsync(cancellationToken);
        await endpoints.AllocateAsync(model.Resources, cancellationToken);
        _running = Task.WhenAll(
            [
                statuses.RunAsync(_stopping.Token),
                health.RunAsync(_stopping.Token),
                .. model.Resources.Select(resource => launcher.StartWhenReadyAsync(resource, _stopping.Token)),
            ]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var layer in ShutdownOrder.Of(model.Resources))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LayerLimit);
            await Task.WhenAll(layer.Select(resource => launcher.RemoveAsync(resource, limit.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await engine.StopAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();
}
