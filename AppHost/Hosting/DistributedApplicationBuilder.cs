using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly Dictionary<string, string> SwitchMappings = new(StringComparer.Ordinal)
    {
        ["--publisher"] = KnownConfigNames.Publisher,
        ["--output-path"] = KnownConfigNames.OutputPath,
    };

    private readonly HostApplicationBuilder _host;

    private readonly bool _hasDashboard;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _hasDashboard = !options.DisableDashboard;
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development,
            DisableDefaults = true,
        });
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(options.Args ?? [], SwitchMappings);

        ExecutionContext = new(Configuration[KnownConfigNames.Publisher] is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton<ResourceCommandService>();
        Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        Services.AddHealthChecks();
        _host.Logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // A check that fails while its process starts is the normal case, and the resource's state shows it.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            // What keeps the application from starting is said in one line, by DistributedApplication.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        if (ExecutionContext.IsPublishMode)
            Services.AddHostedService<ManifestPublisher>();
        else
            Services.AddOrchestrator(AppHostDirectory);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "AppHostDirectory").Value!;

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IList<IResource> Resources { get; } = [];

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        if (_hasDashboard && ExecutionContext.IsRunMode)
            this.AddDashboard(new EngineInstallation(AppHostDirectory));
        return new DistributedApplication(_host.Build());
    }
}
