using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

/// <summary>The one that most tests share: an API and a worker.</summary>
public sealed class JobsApp : IAsyncLifetime
{
    public Infrastructure Infrastructure { get; } = new();

    public JobsSystem System { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        System = await JobsSystem.StartAsync(Infrastructure);
        System.AddWorker();
    }

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        await Infrastructure.DisposeAsync();
    }
}

/// <summary>
/// JobManagement on its real hosts, over real servers, between fakes of its two neighbours. Tests that share one have
/// people of their own.
/// </summary>
public sealed class JobsSystem : IAsyncDisposable
{
    private readonly List<ServiceHost<Program>> hosts = [];

    public required TestIdentity Identity { get; init; }

    public required FakeStorage Storage { get; init; }

    public required FakeRouter Router { get; init; }

    /// <summary>As the AppHost would inject them, but for the role.</summary>
    public required Dictionary<string, string?> Settings { get; init; }

    public IBus Bus => hosts[0].Services.GetRequiredService<IBus>();

    public static async Task<JobsSystem> StartAsync(Infrastructure infrastructure, params (string Name, string Value)[] more)
    {
        var storage = await FakeStorage.StartAsync();
        var router = await FakeRouter.StartAsync();
        var settings = await infrastructure.CreateSettingsAsync("jobsdb");
        settings["services:storage:http:0"] = storage.Address;
        settings["services:llmrouter:http:0"] = router.Address;
        settings["Jobs:Dispatch:InFlight"] = "32";
        settings["Jobs:Work:Concurrency"] = "16";
        settings["Jobs:Work:RetryWait"] = "00:00:00.1";
        settings["Jobs:Work:FirstGroup"] = "20";
        settings["Jobs:Work:Group"] = "60";
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var system = new JobsSystem { Identity = await TestIdentity.StartAsync(), Storage = storage, Router = router, Settings = settings };
        system.Add("api");
        return system;
    }

    public ServiceHost<Program> AddWorker() => Add("worker");

    public ServiceHost<Program> Add(string role)
    {
        var host = NewHost(role);
        hosts.Add(host);
        host.StartServer();
        return host;
    }

    /// <summary>Another API starts, and the first one stops. Who was at the door of the first has none any more.</summary>
    public async Task ReplaceApiAsync()
    {
        var first = hosts[0];
        hosts[0] = NewHost("api");
        hosts[0].StartServer();
        await first.DisposeAsync();
    }

    /// <summary>Somebody new.</summary>
    public Person NewPerson()
    {
        var id = Guid.CreateVersion7();
        return new Person(id, hosts[0].As(id), this);
    }

    public HttpClient AsService(string name = "delivery") => hosts[0].AsService(name);

    public HttpClient Anonymous() => hosts[0].Anonymous();

    public HttpClient WithToken(string token) => hosts[0].WithToken(token);

    public Task<MessageTap<T>> TapAsync<T>()
        where T : class => MessageTap<T>.ConnectAsync(Bus);

    /// <summary>One value from the database, as the service's own background work sees it.</summary>
    /// <param name="result">Which of the statements' results it is.</param>
    public async Task<T> ScalarAsync<T>(string sql, int result = 0)
    {
        await using var connection = new NpgsqlConnection(Settings["ConnectionStrings:jobsdb"]);
        await connection.OpenAsync();
        await using var see = new NpgsqlCommand("select set_config('app.user_id', '*', false)", connection);
        await see.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (result-- > 0)
        {
            await reader.NextResultAsync();
        }

        return await reader.ReadAsync() ? reader.GetFieldValue<T>(0) : default!;
    }

    private ServiceHost<Program> NewHost(string role) =>
        new(Identity, new Dictionary<string, string?>(Settings, StringComparer.Ordinal) { ["Role"] = role });

    public async ValueTask DisposeAsync()
    {
        // Workers first: what they give back, the API still hears.
        for (var i = hosts.Count - 1; i >= 0; i--)
        {
            await hosts[i].DisposeAsync();
        }

        await Router.DisposeAsync();
        await Storage.DisposeAsync();
        await Identity.DisposeAsync();
    }
}
