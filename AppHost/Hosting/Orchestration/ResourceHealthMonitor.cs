using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Checks every running resource for as long as it runs, and says once when it is ready.</summary>
internal sealed class ResourceHealthMonitor(
    ResourceNotificationService notifications,
    HealthCheckService checks,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider clock)
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IResource, Task> _monitored = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Snapshot is { State.Text: var state, ResourceReady: null } && state == KnownResourceStates.Running && !_monitored.ContainsKey(change.Resource))
                _monitored[change.Resource] = MonitorAsync(change.Resource, cancellationToken);
        }
    }

    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet(StringComparer.Ordinal);
        try
        {
            while (notifications.CurrentOf(resource).Any(IsRunning))
            {
                var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken);
                var running = notifications.CurrentOf(resource).Where(IsRunning).ToList();
                foreach (var instance in running)
                    await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot => snapshot with { HealthReports = [.. report.Entries.Select(Snapshot)] });

                var starting = running.Where(instance => instance.Snapshot.ResourceReady is null).ToList();
                if (report.Status == HealthStatus.Healthy && starting.Count > 0)
                    await AnnounceAsync(resource, starting, cancellationToken);
                if (keys.Count == 0)
                    return;

                await Task.Delay(starting.Count > 0 ? WhileStarting : report.Status == HealthStatus.Healthy ? WhileHealthy : WhileUnhealthy, clock, cancellationToken);
            }
        }
        finally
        {
            _monitored.TryRemove(resource, out _);
        }
    }

    private async Task AnnounceAsync(IResource resource, IEnumerable<ResourceEvent> instances, CancellationToken cancellationToken)
    {
        var ready = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        foreach (var instance in instances)
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot => snapshot with { ResourceReady = ready });
    }

    private static bool IsRunning(ResourceEvent instance) => instance.Snapshot.State?.Text == KnownResourceStates.Running;

    private HealthReportSnapshot Snapshot(KeyValuePair<string, HealthReportEntry> entry) =>
        new(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()) { LastRunAt = clock.GetUtcNow().UtcDateTime };
}
