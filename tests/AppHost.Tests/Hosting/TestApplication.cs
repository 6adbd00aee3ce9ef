using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace SwipeReview.AppHost.Tests.Hosting;

/// <summary>A small application on the real engine: whatever a test adds, and a dashboard only where it is what is tested.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("swipereview-test-");
    private DistributedApplication? _running;

    public TestApplication(params string[] args) : this(hasDashboard: false, args)
    {
    }

    public TestApplication(bool hasDashboard, params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = !hasDashboard });
        Builder.Configuration["Aspire:Store:Path"] = _store.FullName;
    }

    public IDistributedApplicationBuilder Builder { get; }

    public ResourceNotificationService Resources => _running!.ResourceNotifications;

    public T Service<T>() where T : notnull => (T)_running!.Services.GetService(typeof(T))!;

    public async Task StartAsync()
    {
        _running = Builder.Build();
        await _running.StartAsync().WaitAsync(Patience);
    }

    /// <summary>A web server that answers with its process id, or with the value of a variable when asked for <c>/NAME</c>.</summary>
    public IResourceBuilder<ExecutableResource> AddEcho(string name) => Builder
        .AddExecutable(name, "node", Path.GetTempPath(), "-e", """
            require('http')
              .createServer((ask, answer) => answer.end(process.env[ask.url.slice(1)] ?? String(process.pid)))
              .listen(process.env.PORT, 'localhost', () => console.log('listening'));
            """)
        .WithHttpEndpoint(env: "PORT")
        .WithHttpHealthCheck("/");

    public Task<ResourceEvent> HealthyAsync(string name) => Resources.WaitForResourceHealthyAsync(name).WaitAsync(Patience);

    public Task<ResourceEvent> UntilAsync(string name, Func<ResourceEvent, bool> predicate) => Resources.WaitForResourceAsync(name, predicate).WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.StopAsync();
            await _running.DisposeAsync();
        }

        _store.Delete(recursive: true);
    }
}
