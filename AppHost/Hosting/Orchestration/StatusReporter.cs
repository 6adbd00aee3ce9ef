using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>Passes on what the engine says of its processes.</summary>
internal sealed class StatusReporter(DistributedApplicationModel model, DcpHost engine, ResourceNotificationService notifications, ConsoleFollower consoles)
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var instances = model.Resources.SelectMany(ResourceInstance.Of).ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        return Task.WhenAll(instances.Values.Select(instance => instance.Kind).Distinct().Select(kind => WatchAsync(kind, instances, cancellationToken)));
    }

    private async Task WatchAsync(string kind, Dictionary<string, ResourceInstance> instances, CancellationToken cancellationToken)
    {
        await foreach (var change in engine.Client.WatchAsync<DcpObject<object, ProcessStatus>>(kind, cancellationToken))
        {
            if (change.Type == "DELETED" || change.Object.Status is not { State.Length: > 0 } status || !instances.TryGetValue(change.Object.Metadata.Name, out var instance))
                continue;

            await notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot.Observed(status));
            consoles.Follow(instance, change.Object.Metadata.Uid!, cancellationToken);
        }
    }
}
