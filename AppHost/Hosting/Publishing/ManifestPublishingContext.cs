using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext,
    string manifestPath,
    Utf8JsonWriter writer,
    CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public string ManifestPath { get; } = manifestPath;

    public Utf8JsonWriter Writer { get; } = writer;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The path as seen from the manifest's folder, with forward slashes on every system.</summary>
    public string GetManifestRelativePath(string path) =>
        Path.GetRelativePath(Path.GetDirectoryName(ManifestPath)!, path).Replace('\\', '/');

    internal async Task WriteResourceAsync(IResource resource)
    {
        Func<Task>? write = resource switch
        {
            _ when resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var own) => own.Callback is null ? null : () => own.Callback(this),
            ProjectResource project => () => WriteProjectAsync(project),
            ContainerResource container => () => WriteContainerAsync(container),
            ExecutableResource executable => () => WriteExecutableAsync(executable),
            ParameterResource parameter => () => WriteParameter(parameter),
            IResourceWithConnectionString value => () => WriteValue(value),
            _ => throw new DistributedApplicationException($"The manifest has no form for '{resource.Name}'."),
        };
        if (write is null)
            return;

        Writer.WriteStartObject(resource.Name);
        await write();
        Writer.WriteEndObject();
    }

    private Task WriteProjectAsync(ProjectResource project)
    {
        Writer.WriteString("type", "project.v0");
        Writer.WriteString("path", GetManifestRelativePath(project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath));
        return WriteProcessAsync(project);
    }

    private Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);
        return WriteProcessAsync(executable);
    }

    private async Task WriteContainerAsync(ContainerResource container)
    {
        Writer.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString connectable)
            Writer.WriteString("connectionString", connectable.ConnectionStringExpression.ValueExpression);
        Writer.WriteString("image", container.Annotations.OfType<ContainerImageAnnotation>().Last().Reference);
        if (container.Entrypoint is { } entrypoint)
            Writer.WriteString("entrypoint", entrypoint);
        await WriteArgumentsAsync(container);
        WriteVolumes(container);
        await WriteEnvironmentAsync(container);
        WriteBindings(container);
    }

    private Task WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret)
            Writer.WriteBoolean("secret", true);
        if (parameter.Default is { } fallback)
        {
            Writer.WriteStartObject("default");
            fallback.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private Task WriteValue(IResourceWithConnectionString value)
    {
        Writer.WriteString("type", "value.v0");
        Writer.WriteString("connectionString", value.ConnectionStringExpression.ValueExpression);
        return Task.CompletedTask;
    }
}
