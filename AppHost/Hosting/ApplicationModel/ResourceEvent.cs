namespace Aspire.Hosting.ApplicationModel;

/// <param name="resourceId">The resource's name; with replicas, the name of the one that changed.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    public IResource Resource { get; } = resource;

    public string ResourceId { get; } = resourceId;

    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
