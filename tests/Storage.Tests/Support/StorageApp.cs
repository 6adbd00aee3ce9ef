using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>Storage on its real host, over real servers and a folder; one for each class of tests.</summary>
public sealed class StorageApp(Infrastructure infrastructure) : IAsyncLifetime
{
    private TestIdentity? identity;
    private Host? host;
    private IReadOnlyDictionary<string, string?>? settings;

    public string Folder { get; } = TestFolder.Create();

    public MovableClock Clock { get; } = new();

    public IBus Bus => host!.Services.GetRequiredService<IBus>();

    /// <summary>Every file below the store, finished or not.</summary>
    public IEnumerable<FileInfo> StoredBytes => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories);

    public Task<MessageTap<T>> TapAsync<T>()
        where T : class => MessageTap<T>.ConnectAsync(Bus);

    public HttpClient As(Guid userId) => host!.As(userId);

    public HttpClient AsService() => host!.AsService("delivery");

    public HttpClient Anonymous() => host!.Anonymous();

    public Uri Address => host!.Anonymous().BaseAddress!;

    public string TokenOf(Guid userId) => identity!.UserToken(userId);

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        settings = new Dictionary<string, string?>(await infrastructure.CreateSettingsAsync("storagedb"), StringComparer.Ordinal)
        {
            ["Storage:ObjectStore:Folder"] = Folder,
            ["Storage:Retention:SweepInterval"] = "00:00:00.2",
        };
        await RestartAsync();
    }

    /// <summary>Ends the process, as far as a test can, and starts it anew on the same data.</summary>
    public async Task RestartAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        host = new Host(identity!, settings!, Clock);
        host.StartServer();
        // What is published before the queues are bound is heard by nobody.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(20));
    }

    /// <summary>Rows as the service's own background work sees them.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(settings!["ConnectionStrings:storagedb"]!);
        await using var command = database.CreateCommand($"select set_config('app.user_id', '*', false); select count(*) from {sql}");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        await identity!.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Host(TestIdentity identity, IReadOnlyDictionary<string, string?> settings, TimeProvider clock)
        : ServiceHost<Program>(identity, settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
        }
    }
}
