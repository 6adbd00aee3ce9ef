using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>One process (a resource, or a replica of it) and where the engine keeps it.</summary>
/// <param name="Id">The resource's name, with a number when there are several.</param>
internal sealed record ResourceInstance(IResource Resource, string Id)
{
    public string Kind => Resource is ContainerResource ? "containers" : "executables";

    /// <summary>Empty for resources without a process: parameters, databases of a server.</summary>
    public static IReadOnlyList<ResourceInstance> Of(IResource resource)
    {
        if (resource is not (ExecutableResource or ProjectResource or ContainerResource))
            return [];

        var replicas = resource.GetReplicaCount();
        return replicas == 1
            ? [new ResourceInstance(resource, resource.Name)]
            : [.. Enumerable.Range(1, replicas).Select(number => new ResourceInstance(resource, $"{resource.Name}-{number}"))];
    }
}

/// <summary>A process as it is to be started, all values known but those that the engine fills in.</summary>
internal sealed record ProcessPlan(string Command, string WorkingDirectory, IReadOnlyList<PlannedValue> Arguments, IReadOnlyDictionary<string, PlannedValue> Environment)
{
    public IReadOnlyList<string> PlainArguments => [.. Arguments.Select(argument => argument.Value)];

    public IReadOnlyList<DcpEnvironmentVariable> PlainEnvironment => [.. Environment.Select(variable => new DcpEnvironmentVariable(variable.Key, variable.Value.Value))];
}

internal sealed record PlannedValue(string Value, bool IsSensitive);
