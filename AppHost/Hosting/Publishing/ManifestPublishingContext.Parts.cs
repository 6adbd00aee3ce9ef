using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The parts that several kinds of resources have in common.</summary>
public sealed partial class ManifestPublishingContext
{
    private async Task WriteProcessAsync(IResource resource)
    {
        await WriteArgumentsAsync(resource);
        await WriteEnvironmentAsync(resource);
        WriteBindings(resource);
    }

    private async Task WriteArgumentsAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);
        if (context.Args.Count == 0)
            return;

        Writer.WriteStartArray("args");
        foreach (var argument in context.Args)
            Writer.WriteStringValue(Placeholder(argument));
        Writer.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(ExecutionContext, resource, cancellationToken: CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        if (context.EnvironmentVariables.Count == 0)
            return;

        Writer.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
            Writer.WriteString(name, Placeholder(value));
        Writer.WriteEndObject();
    }

    private void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
            return;

        Writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port)
                Writer.WriteNumber("port", port);
            if (endpoint.TargetPort is { } targetPort)
                Writer.WriteNumber("targetPort", targetPort);
            if (endpoint.IsExternal)
                Writer.WriteBoolean("external", true);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    private void WriteVolumes(ContainerResource container)
    {
        var volumes = container.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).ToList();
        if (volumes.Count == 0)
            return;

        Writer.WriteStartArray("volumes");
        foreach (var volume in volumes)
        {
            Writer.WriteStartObject();
            Writer.WriteString("name", volume.Source);
            Writer.WriteString("target", volume.Target);
            Writer.WriteBoolean("readOnly", volume.IsReadOnly);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }

    private static string Placeholder(object value) => value is IManifestExpressionProvider provider ? provider.ValueExpression : $"{value}";
}
