namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when the other is as far as <paramref name="waitType"/> says, and ends before it.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;
}

public enum WaitType
{
    /// <summary>Healthy, and done with what was to happen once it is.</summary>
    WaitUntilHealthy,

    /// <summary>Running, whether it answers yet or not.</summary>
    WaitUntilStarted,
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
