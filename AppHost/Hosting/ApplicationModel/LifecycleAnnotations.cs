namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when the other is healthy and done with what was to happen once it is.</summary>
public sealed class WaitAnnotation(IResource resource) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;
}

/// <param name="key">The name under which the check is registered with the application's health checks.</param>
public sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}

/// <summary>What is shown of the resource before anything has happened to it.</summary>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
