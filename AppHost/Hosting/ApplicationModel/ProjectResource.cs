namespace Aspire.Hosting.ApplicationModel;

public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport;

public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }
}

internal sealed record ProjectMetadata(string ProjectPath) : IProjectMetadata;

public sealed class ReplicaAnnotation(int replicas) : IResourceAnnotation
{
    public int Replicas { get; } = replicas;
}
