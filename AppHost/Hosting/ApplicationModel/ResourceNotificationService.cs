using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the newest snapshot of every resource and tells everybody who watches when one changes.</summary>
public sealed class ResourceNotificationService(IServiceProvider services)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    /// <summary>First the present snapshot of each resource, then every change, until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var current in _current.Values)
                channel.Writer.TryWrite(current);
            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
                yield return change;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel);
        }
    }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var previous = _current.TryGetValue(resourceId, out var known) ? known.Snapshot : Blank(resource);
            var snapshot = stateFactory(previous);
            var change = new ResourceEvent(resource, resourceId, snapshot with { Version = previous.Version + 1, Commands = CommandsOf(resource, snapshot) });
            _current[resourceId] = change;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(change);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
            return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>The resource's snapshots: one, or one for each replica.</summary>
    internal IReadOnlyList<ResourceEvent> CurrentOf(IResource resource)
    {
        lock (_gate)
            return [.. _current.Values.Where(current => current.Resource == resource)];
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
                return change;
        }

        throw new OperationCanceledException($"{resourceName} did not reach the awaited state.", cancellationToken);
    }

    /// <summary>Running, healthy, and done with what was to happen once it is.</summary>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var healthy = await WaitForResourceAsync(
            resourceName,
            change => change.Snapshot is { HealthStatus: HealthStatus.Healthy, ResourceReady: not null },
            cancellationToken);
        await healthy.Snapshot.ResourceReady!.WaitAsync(cancellationToken);
        return healthy;
    }

    private ImmutableArray<ResourceCommandSnapshot> CommandsOf(IResource resource, CustomResourceSnapshot snapshot) =>
    [
        .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
            command.Name,
            command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = services }),
            command.DisplayName,
            DisplayDescription: null,
            Parameter: null,
            ConfirmationMessage: null,
            command.IconName,
            IconVariant.Filled,
            command.IsHighlighted)),
    ];

    private static CustomResourceSnapshot Blank(IResource resource) => new() { ResourceType = resource.GetType().Name, Properties = [] };
}
