using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.NativeServers;

namespace Aspire.Hosting.Orchestration;

/// <summary>Aspire's dashboard as a resource like any other, but for being hidden from itself.</summary>
internal static class DashboardResource
{
    private const string Name = "aspire-dashboard";

    public static void AddDashboard(this IDistributedApplicationBuilder builder, EngineInstallation installation)
    {
        var options = Options(builder.Configuration);
        DashboardServiceHost? service = null;
        builder.AddResource(new ExecutableResource(Name, installation.DashboardPath, Path.GetDirectoryName(installation.DashboardPath)!))
            .WithArgs("dashboard")
            .WithHttpEndpoint(new Uri(options.Url).Port, isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithInitialState(new CustomResourceSnapshot { ResourceType = KnownResourceTypes.Executable, Properties = [], IsHidden = true })
            .OnBeforeResourceStarted(async (_, start, cancellationToken) => service = await ServeAsync(start.Services, options, cancellationToken))
            .WithEnvironment(context =>
            {
                foreach (var (name, value) in options.Environment(service!.Url))
                    context.EnvironmentVariables[name] = new Secret(value);
                context.EnvironmentVariables["DOTNET_gcServer"] = "0"; // one person looks at it
                context.EnvironmentVariables["DOTNET_GCConserveMemory"] = "5";
                context.EnvironmentVariables["DOTNET_GCgen0size"] = "0x800000";
                context.EnvironmentVariables["MALLOC_ARENA_MAX"] = "2";
            });
    }

    private static Task<DashboardServiceHost> ServeAsync(IServiceProvider services, DashboardOptions options, CancellationToken cancellationToken) =>
        DashboardServiceHost.StartAsync(
            "SwipeReview",
            options.ResourceServiceApiKey,
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<ResourceCommandService>(),
            cancellationToken);

    /// <summary>What configuration leaves open is made up and put there, where the processes' telemetry settings come from.</summary>
    private static DashboardOptions Options(ConfigurationManager configuration)
    {
        return new DashboardOptions
        {
            Url = Setting(KnownConfigNames.DashboardUrl, FreeUrl),
            OtlpGrpcUrl = Setting(KnownConfigNames.DashboardOtlpGrpcUrl, FreeUrl),
            OtlpHttpUrl = Setting(KnownConfigNames.DashboardOtlpHttpUrl, FreeUrl),
            BrowserToken = Setting(KnownConfigNames.BrowserToken, Key),
            OtlpApiKey = Setting(KnownConfigNames.OtlpApiKey, Key),
            ResourceServiceApiKey = Setting(KnownConfigNames.ResourceServiceApiKey, Key),
        };

        string Setting(string name, Func<string> makeUp) => configuration[name] ??= makeUp();

        static string FreeUrl() => $"http://localhost:{FreePort.Take()}";

        static string Key() => RandomNumberGenerator.GetHexString(32, lowercase: true);
    }
}
