using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

internal static class OrchestrationExtensions
{
    public static void AddOrchestrator(this IServiceCollection services, string appHostDirectory)
    {
        services.AddSingleton(new EngineInstallation(appHostDirectory));
        services.AddSingleton<DcpHost>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<ProcessPlanner>();
        services.AddSingleton<ResourceLauncher>();
        services.AddSingleton<ConsoleFollower>();
        services.AddSingleton<StatusReporter>();
        services.AddSingleton<ResourceHealthMonitor>();
        services.AddHostedService<ApplicationOrchestrator>();
    }
}
