using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, from the frameworks' own sources;
/// metrics at <c>/metrics</c> always.
/// </summary>
internal static class TelemetryExtensions
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Off by default in .NET 10: without it a request's span has neither a name nor a path.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);

        var service = builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName;
        var exports = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var resource = ResourceBuilder.CreateDefault().AddService(service, serviceInstanceId: Environment.GetEnvironmentVariable("OTEL_SERVICE_INSTANCE_ID"))
            .AddEnvironmentVariableDetector();

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource);
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            if (exports)
            {
                logs.AddOtlpExporter();
            }
        });

        var prometheus = new PrometheusText();
        builder.Services.AddSingleton(prometheus);
        builder.Services.AddSingleton(_ => Metrics(resource, prometheus, exports));
        if (exports)
        {
            builder.Services.AddSingleton(_ => Traces(resource));
        }

        builder.Services.AddHostedService<TelemetryProviders>();
    }

    public static void MapMetrics(this WebApplication app) =>
        app.MapGet("/metrics", (PrometheusText metrics) => Results.Text(metrics.Collect(), "text/plain; version=0.0.4"))
            .ExcludeFromDescription().AllowAnonymous();

    /// <summary><c>/alive</c>: the process answers. <c>/health</c>: it can do its work; a dead cache only degrades it.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status,
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { entry.Value.Status, entry.Value.Description }),
    }, ApiJson.Options);

    private static MeterProvider Metrics(ResourceBuilder resource, PrometheusText prometheus, bool exports)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("SwipeReview.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit")
            .AddView("http.server.request.duration", "http_request_duration_seconds")
            .AddReader(prometheus.Reader);
        return (exports ? metrics.AddOtlpExporter() : metrics).Build();
    }

    private static TracerProvider Traces(ResourceBuilder resource) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(resource)
        .SetSampler(new ParentBasedSampler(new RootsWorthTracing()))
        .AddSource("SwipeReview.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit")
        .AddOtlpExporter()
        .Build();

    /// <summary>Builds the providers at start and flushes them at the end.</summary>
    private sealed class TelemetryProviders(MeterProvider metrics, IEnumerable<TracerProvider> traces) : Microsoft.Extensions.Hosting.IHostedService
    {
        private readonly TracerProvider[] tracing = [.. traces];

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            foreach (var provider in tracing)
            {
                provider.ForceFlush(1_000);
            }

            metrics.ForceFlush(1_000);
            return Task.CompletedTask;
        }
    }
}
