using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

/// <summary>
/// Both roles of JobManagement on their real hosts, over real servers, between fakes of its two neighbours. One for all
/// tests: each test has people of its own.
/// </summary>
public sealed class JobsApp : IAsyncLifetime
{
    private readonly Infrastructure infrastructure = new();
    private TestIdentity? identity;
    private ServiceHost<Program>? api;
    private ServiceHost<Program>? worker;

    public FakeStorage Storage { get; private set; } = null!;

    public FakeRouter Router { get; private set; } = null!;

    public IBus Bus => api!.Services.GetRequiredService<IBus>();

    public TestIdentity Identity => identity!;

    public Dictionary<string, string?> Settings { get; private set; } = null!;

    public Uri Address => api!.Anonymous().BaseAddress!;

    /// <summary>Somebody new.</summary>
    public Person NewPerson()
    {
        var id = Guid.CreateVersion7();
        return new Person(id, api!.As(id), this);
    }

    public HttpClient AsService(string name = "delivery") => api!.AsService(name);

    public HttpClient Anonymous() => api!.Anonymous();

    public HttpClient WithToken(string token) => api!.WithToken(token);

    public Task<MessageTap<T>> TapAsync<T>()
        where T : class => MessageTap<T>.ConnectAsync(Bus);

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        Storage = await FakeStorage.StartAsync();
        Router = await FakeRouter.StartAsync();
        Settings = await infrastructure.CreateSettingsAsync("jobsdb");
        Settings["services:storage:http:0"] = Storage.Address;
        Settings["services:llmrouter:http:0"] = Router.Address;
        Settings["Jobs:Dispatch:InFlight"] = "32";
        Settings["Jobs:Work:Concurrency"] = "16";
        Settings["Jobs:Work:RetryWait"] = "00:00:00.1";
        Settings["Jobs:Work:FirstGroup"] = "20";
        Settings["Jobs:Work:Group"] = "60";
        api = Start("api");
        worker = Start("worker");
    }

    public ServiceHost<Program> Start(string role, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(Settings, StringComparer.Ordinal) { ["Role"] = role };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var host = new ServiceHost<Program>(identity!, settings);
        host.StartServer();
        return host;
    }

    /// <summary>One value from the database, as the service's own background work sees it.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Settings["ConnectionStrings:jobsdb"]!);
        await using var connection = await database.OpenConnectionAsync();
        await using var see = new NpgsqlCommand("select set_config('app.user_id', '*', false)", connection);
        await see.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await worker!.DisposeAsync();
        await api!.DisposeAsync();
        await Router.DisposeAsync();
        await Storage.DisposeAsync();
        await identity!.DisposeAsync();
        await infrastructure.DisposeAsync();
    }
}
