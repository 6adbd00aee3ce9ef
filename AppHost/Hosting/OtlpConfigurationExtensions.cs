using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class OtlpConfigurationExtensions
{
    /// <summary>Sends the process's telemetry to the dashboard, under the resource's name, each replica for itself.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        return builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode || configuration[KnownConfigNames.DashboardOtlpGrpcUrl] is not { } collector)
                return;

            var variables = context.EnvironmentVariables;
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = new Secret($"x-otlp-api-key={configuration[KnownConfigNames.OtlpApiKey]}");
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={DcpTemplates.Annotation(DcpAnnotations.ResourceId)}";
            // A person at the dashboard should not have to wait for what he has just done.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "5000";
        });
    }
}
