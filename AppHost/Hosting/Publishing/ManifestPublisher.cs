using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the model down for deployment tools, in Aspire's manifest format, and ends.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[KnownConfigNames.Publisher] is not "manifest")
            throw new DistributedApplicationException($"There is no publisher '{configuration[KnownConfigNames.Publisher]}', only 'manifest'.");

        var path = Path.GetFullPath(configuration[KnownConfigNames.OutputPath] ?? "aspire-manifest.json");
        await using (var file = File.Create(path))
        {
            await using (var writer = new Utf8JsonWriter(file, Format))
                await WriteAsync(writer, path, cancellationToken);
            file.WriteByte((byte)'\n');
        }

        Console.WriteLine($"Wrote {path}");
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WriteAsync(Utf8JsonWriter writer, string path, CancellationToken cancellationToken)
    {
        var context = new ManifestPublishingContext(executionContext, path, writer, cancellationToken);
        writer.WriteStartObject();
        writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
            await context.WriteResourceAsync(resource);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
