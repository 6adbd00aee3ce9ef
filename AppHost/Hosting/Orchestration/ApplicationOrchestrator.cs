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
    ResourceHealthMonitor health,
    IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    /// <summary>Who takes longer to put his work away is overtaken: a stop may take ten seconds in all.</summary>
    private static readonly TimeSpan LayersLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan EngineLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        await engine.StartAsync(cancellationToken);
        await endpoints.AllocateAsync(model.Resources, cancellationToken);
        _running = Task.WhenAll(
            [
                FollowEngineAsync(_stopping.Token),
                health.RunAsync(_stopping.Token),
                .. model.Resources.Select(resource => launcher.StartWhenReadyAsync(resource, _stopping.Token)),
            ]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The last layer goes with the engine, which ends whatever still runs.
        await WithinAsync(LayersLimit, async limit =>
        {
            foreach (var layer in ShutdownOrder.Of(model.Resources).SkipLast(1))
                await Task.WhenAll(layer.Select(resource => launcher.RemoveAsync(resource, limit)));
        });
        await WithinAsync(EngineLimit, engine.StopAsync);
        await WithinAsync(KillLimit, engine.KillAsync);

        async Task WithinAsync(TimeSpan time, Func<CancellationToken, Task> stop)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(time);
            await stop(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Without the engine nothing runs any more, so we end too.</summary>
    private async Task FollowEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            await statuses.RunAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // Its end cuts our connection to it.
        }

        if (cancellationToken.IsCancellationRequested)
            return;

        await Console.Error.WriteLineAsync("error: Aspire's engine has ended, and with it everything that it ran.");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    public void Dispose() => _stopping.Dispose();
}
