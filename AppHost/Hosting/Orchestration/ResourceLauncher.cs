using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using SwipeReview.NativeServers;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts, stops and restarts processes.</summary>
internal sealed class ResourceLauncher(
    DcpHost engine,
    ProcessPlanner planner,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider clock)
{
    /// <summary>Waits for what the resource waits for, then starts it, all replicas.</summary>
    public async Task StartWhenReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var instances = ResourceInstance.Of(resource);
        await DescribeAsync(resource, instances);
        if (instances.Count == 0)
            return;

        try
        {
            await Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(wait, cancellationToken)));
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            foreach (var instance in instances)
                await ReportFailureAsync(instance, fault);
            return;
        }

        await Task.WhenAll(instances.Select(instance => StartAsync(instance, cancellationToken)));
    }

    private Task<ResourceEvent> WaitAsync(WaitAnnotation wait, CancellationToken cancellationToken) => wait.WaitType == WaitType.WaitUntilStarted
        ? notifications.WaitForResourceAsync(wait.Resource.Name, change => change.Snapshot.State?.Text == KnownResourceStates.Running, cancellationToken)
        : notifications.WaitForResourceHealthyAsync(wait.Resource.Name, cancellationToken);

    public async Task StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            await PublishStateAsync(instance, KnownResourceStates.Starting);
            await engine.Client.DeleteAsync(instance.Kind, instance.Id, cancellationToken); // what is left of the last run
            var plan = await planner.PlanAsync(instance.Resource, cancellationToken);
            await notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot.Planned(instance, plan));
            await CreateAsync(instance, plan, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await ReportFailureAsync(instance, fault);
        }
    }

    public async Task StopAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        await PublishStateAsync(instance, KnownResourceStates.Stopping);
        await engine.Client.StopAsync(instance.Kind, instance.Id, cancellationToken);
    }

    /// <summary>Ends the resource's processes for good.</summary>
    public Task RemoveAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(ResourceInstance.Of(resource).Select(instance => engine.Client.DeleteAsync(instance.Kind, instance.Id, cancellationToken)));

    private async Task DescribeAsync(IResource resource, IReadOnlyList<ResourceInstance> instances)
    {
        if (instances.Count == 0)
        {
            var value = resource is ParameterResource parameter ? await parameter.GetValueAsync() : null;
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot.Described(resource, clock).WithValue(resource, value));
            return;
        }

        var state = resource.TryGetLastAnnotation<WaitAnnotation>(out _) ? KnownResourceStates.Waiting : KnownResourceStates.Starting;
        LifecycleCommands.AddTo(resource, this);
        foreach (var instance in instances)
            await notifications.PublishUpdateAsync(resource, instance.Id, snapshot => snapshot.Described(resource, clock) with { State = state });
    }

    private Task CreateAsync(ResourceInstance instance, ProcessPlan plan, CancellationToken cancellationToken)
    {
        var metadata = new DcpMetadata(instance.Id, Annotations(instance));
        return instance.Resource is ContainerResource container
            ? engine.Client.CreateAsync(
                instance.Kind,
                new DcpObject<ContainerSpec, ProcessStatus>("Container", metadata, ContainerPlan.Spec(container, plan)),
                cancellationToken)
            : engine.Client.CreateAsync(
                instance.Kind,
                new DcpObject<ExecutableSpec, ProcessStatus>("Executable", metadata, new ExecutableSpec(plan.Command, plan.WorkingDirectory, plan.PlainArguments, plan.PlainEnvironment)),
                cancellationToken);
    }

    /// <summary>
    /// Says what the process serves, and on which port it is to listen: left to itself, the engine takes one that an outgoing
    /// connection may sit on before the process has come that far.
    /// </summary>
    private static Dictionary<string, string> Annotations(ResourceInstance instance)
    {
        var producers = instance.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint.IsProxied)
            .Select(endpoint => new ServiceProducer(EndpointAllocator.ServiceName(instance.Resource, endpoint), "localhost", endpoint.TargetPort ?? FreePort.Take()))
            .ToList();
        return new(StringComparer.Ordinal)
        {
            [DcpAnnotations.ResourceName] = instance.Resource.Name,
            [DcpAnnotations.ResourceId] = instance.Id,
            [DcpAnnotations.ServiceProducer] = JsonSerializer.Serialize(producers, JsonSerializerOptions.Web),
        };
    }

    private Task PublishStateAsync(ResourceInstance instance, string state) =>
        notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot with
        {
            State = state,
            ResourceReady = null,
            HealthReports = [.. snapshot.HealthReports.Select(report => report with { Status = null })],
        });

    private Task ReportFailureAsync(ResourceInstance instance, Exception fault)
    {
        foreach (var line in fault.Message.Split('\n'))
            loggers.Append(instance.Id, line, isErrorMessage: true);
        return notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            StopTimeStamp = clock.GetUtcNow().UtcDateTime,
        });
    }
}
