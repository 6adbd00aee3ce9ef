using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    /// <param name="projectPath">Relative to the AppHost's folder.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new ProjectMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)))
            .WithEnvironment(ListenOnEndpoints)
            .WithOtlpExporter();

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas));

    private static async Task ListenOnEndpoints(EnvironmentCallbackContext context)
    {
        var http = ((ProjectResource)context.Resource).GetEndpoints().FirstOrDefault(endpoint => endpoint.Scheme == "http");
        if (http is null)
            return;

        var listensOn = http.Property(EndpointProperty.TargetPort);
        if (context.ExecutionContext.IsPublishMode)
        {
            context.EnvironmentVariables["HTTP_PORTS"] = listensOn;
            return;
        }

        context.EnvironmentVariables["ASPNETCORE_URLS"] = $"http://localhost:{await listensOn.GetValueAsync(context.CancellationToken)}";
        context.EnvironmentVariables["ASPNETCORE_ENVIRONMENT"] = "Development";
    }
}
