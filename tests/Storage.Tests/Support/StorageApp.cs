using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>Storage on its real host, over real servers and a folder; one for each class of tests.</summary>
public sealed class StorageApp(Infrastructure infrastructure) : IAsyncLifetime
{
    private TestIdentity? identity;
    private Host? host;

    /// <summary>What the next start is told beside the servers' addresses.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal) { ["Storage:Retention:SweepInterval"] = "00:00:00.2", ["Storage:Retention:Tiers:enterprise:AfterDelivery"] = "3.00:00:00" };

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

    public string IdentityAddress => identity!.Address;

    public string TokenOf(Guid userId) => identity!.UserToken(userId);

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        Settings.TryAdd("Storage:ObjectStore:Folder", Folder);
        foreach (var (name, value) in await infrastructure.CreateSettingsAsync("storagedb"))
        {
            Settings[name] = value;
        }

        await RestartAsync();
    }

    /// <summary>Ends the process, as far as a test can, and starts it anew on the same data.</summary>
    public async Task RestartAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
            LogContext.ConfigureCurrentLogContext(NullLoggerFactory.Instance); // MassTransit remembers the logger of the host that is gone
        }

        host = new Host(identity!, Settings, Clock);
        host.StartServer();
        // What is published before the queues are bound is heard by nobody.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(20));
    }

    /// <summary>Rows as a connection sees them that serves a person, or ("*") the service's own work.</summary>
    public async Task<long> CountAsync(string rows, string servesUser = "*")
    {
        await using var database = NpgsqlDataSource.Create(Settings["ConnectionStrings:storagedb"]!);
        await using var connection = await database.OpenConnectionAsync();
        await using var serve = new NpgsqlCommand("select set_config('app.user_id', $1, false)", connection) { Parameters = { new() { Value = servesUser } } };
        await serve.ExecuteNonQueryAsync();
        await using var count = new NpgsqlCommand($"select count(*) from {rows}", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Settings["ConnectionStrings:storagedb"]!);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

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
