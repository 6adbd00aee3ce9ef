using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves <see cref="DashboardService"/> to the dashboard: HTTP/2 on a free loopback port, for holders of the key only.</summary>
internal sealed class DashboardServiceHost : IAsyncDisposable
{
    private const string ApiKeyHeader = "x-resource-service-api-key";

    private readonly WebApplication _app;

    private DashboardServiceHost(WebApplication app) => _app = app;

    /// <summary>Where it listens; the dashboard's ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL.</summary>
    public string Url => _app.Urls.Single();

    public static async Task<DashboardServiceHost> StartAsync(
        string applicationName,
        string apiKey,
        ResourceNotificationService resources,
        ResourceLoggerService logs,
        ResourceCommandService commands,
        CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MinRequestBodyDataRate = null; // WatchInteractions is silent for hours
        });

        var app = builder.Build();
        app.Use((context, next) => HasKey(context.Request, apiKey) ? next(context) : RefuseAsync(context.Response));
        app.UseRouting();
        new DashboardService(applicationName, resources, logs, commands).Map(app);
        await app.StartAsync(cancellationToken);
        return new DashboardServiceHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static bool HasKey(HttpRequest request, string apiKey) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[ApiKeyHeader].ToString()), Encoding.UTF8.GetBytes(apiKey));

    private static Task RefuseAsync(HttpResponse response)
    {
        response.ContentType = "application/grpc";
        response.End(GrpcStatus.Unauthenticated, $"{ApiKeyHeader} is missing or wrong.");
        return Task.CompletedTask;
    }
}
