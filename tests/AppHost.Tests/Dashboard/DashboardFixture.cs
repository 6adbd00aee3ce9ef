using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace SwipeReview.AppHost.Tests.Dashboard;

/// <summary>The AppHost's side of the dashboard over resources that a test publishes, and a client that holds the key.</summary>
public abstract class DashboardFixture : IAsyncLifetime
{
    private protected const string ApiKey = "a key";

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private DashboardServiceHost? _host;
    private GrpcClient? _client;

    private protected DashboardFixture() => Resources = new(_services);

    private protected ResourceNotificationService Resources { get; }

    private protected ResourceLoggerService Logs { get; } = new();

    private protected string Url => _host!.Url;

    private protected GrpcClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _host = await DashboardServiceHost.StartAsync("SwipeReview", ApiKey, Resources, Logs, new ResourceCommandService(Resources, _services));
        _client = new GrpcClient(_host.Url, ApiKey);
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _host!.DisposeAsync();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task PublishAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        Resources.PublishUpdateAsync(resource, change);

    private protected sealed class Thing(string name) : Resource(name);
}
