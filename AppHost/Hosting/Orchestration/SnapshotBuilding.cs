using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the dashboard sees of a resource, step by step as more of it is known.</summary>
internal static class SnapshotBuilding
{
    /// <summary>From the model alone.</summary>
    public static CustomResourceSnapshot Described(this CustomResourceSnapshot snapshot, IResource resource, TimeProvider clock)
    {
        if (resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial))
            snapshot = initial.InitialSnapshot;

        return snapshot with
        {
            ResourceType = TypeOf(resource) ?? snapshot.ResourceType,
            CreationTimeStamp = clock.GetUtcNow().UtcDateTime,
            Relationships = [.. Relationships(resource)],
            Properties = resource is IResourceWithParent child ? [.. snapshot.Properties, new ResourcePropertySnapshot(KnownProperties.ParentName, child.Parent.Name)] : snapshot.Properties,
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
            Urls = [.. resource is IResourceWithEndpoints owner ? owner.GetEndpoints().Where(endpoint => endpoint.IsAllocated).Select(endpoint => new UrlSnapshot(endpoint.EndpointName, endpoint.Url, IsInternal: false)) : []],
        };
    }

    /// <summary>A parameter is what its value is.</summary>
    public static CustomResourceSnapshot WithValue(this CustomResourceSnapshot snapshot, IResource resource, string? value) => resource is not ParameterResource parameter ? snapshot : snapshot with
    {
        State = KnownResourceStates.Running,
        Properties = [new ResourcePropertySnapshot(KnownProperties.ParameterValue, value) { IsSensitive = parameter.Secret }],
    };

    /// <summary>From the command that is about to run.</summary>
    public static CustomResourceSnapshot Planned(this CustomResourceSnapshot snapshot, ResourceInstance instance, ProcessPlan plan) => snapshot with
    {
        Properties = Properties(instance.Resource, plan),
        EnvironmentVariables = [.. plan.Environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value.Value, IsFromSpec: true) { IsSensitive = variable.Value.IsSensitive })],
        ExitCode = null,
        StopTimeStamp = null,
    };

    /// <summary>From what the engine says of the process.</summary>
    public static CustomResourceSnapshot Observed(this CustomResourceSnapshot snapshot, ProcessStatus status)
    {
        var effective = (status.EffectiveEnv ?? []).ToLookup(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        return snapshot with
        {
            State = StateOf(status),
            StartTimeStamp = status.StartupTimestamp?.UtcDateTime,
            StopTimeStamp = status.FinishTimestamp?.UtcDateTime,
            ExitCode = status.State is "Finished" or "Exited" ? status.ExitCode : null, // -1 when a signal ended it; nothing when we did
            EnvironmentVariables = [.. snapshot.EnvironmentVariables.Select(variable => variable with { Value = effective[variable.Name].FirstOrDefault() ?? variable.Value })],
            Properties = [.. snapshot.Properties.Where(property => property.Name is not (KnownProperties.ExecutablePid or KnownProperties.ContainerId)), .. IdOf(status)],
        };
    }

    private static ResourceStateSnapshot StateOf(ProcessStatus status) => status.State switch
    {
        "Running" => new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        "Stopping" => new(KnownResourceStates.Stopping, null),
        "FailedToStart" => new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        "Finished" or "Exited" when status.ExitCode is 0 => new(KnownResourceStates.Finished, null),
        "Finished" or "Exited" => new(KnownResourceStates.Exited, KnownResourceStateStyles.Error),
        "Terminated" => new(KnownResourceStates.Exited, null),
        _ => new(KnownResourceStates.Starting, null),
    };

    private static IEnumerable<ResourcePropertySnapshot> IdOf(ProcessStatus status)
    {
        if (status.Pid is > 0)
            yield return new ResourcePropertySnapshot(KnownProperties.ExecutablePid, status.Pid);
        if (status.ContainerId is { Length: > 0 })
            yield return new ResourcePropertySnapshot(KnownProperties.ContainerId, status.ContainerId);
    }

    private static ImmutableArray<ResourcePropertySnapshot> Properties(IResource resource, ProcessPlan plan)
    {
        var arguments = new ResourcePropertySnapshot(resource is ContainerResource ? KnownProperties.ContainerArgs : KnownProperties.ExecutableArgs, plan.PlainArguments)
        {
            IsSensitive = plan.Arguments.Any(argument => argument.IsSensitive),
        };
        return resource switch
        {
            ContainerResource => [new(KnownProperties.ContainerImage, ContainerPlan.Image(resource)), new(KnownProperties.ContainerCommand, plan.Command), arguments],
            ProjectResource => [new(KnownProperties.ProjectPath, resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath), .. Executable()],
            _ => [.. Executable()],
        };

        ResourcePropertySnapshot[] Executable() =>
            [new(KnownProperties.ExecutablePath, plan.Command), new(KnownProperties.ExecutableWorkDir, plan.WorkingDirectory), arguments];
    }

    private static IEnumerable<RelationshipSnapshot> Relationships(IResource resource)
    {
        if (resource is IResourceWithParent child)
            yield return new RelationshipSnapshot(child.Parent.Name, "Parent");
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            yield return new RelationshipSnapshot(wait.Resource.Name, "WaitFor");
    }

    private static string? TypeOf(IResource resource) => resource switch
    {
        ProjectResource => KnownResourceTypes.Project,
        ExecutableResource => KnownResourceTypes.Executable,
        ContainerResource => KnownResourceTypes.Container,
        ParameterResource => KnownResourceTypes.Parameter,
        _ => null,
    };
}
