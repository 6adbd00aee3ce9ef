using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Support;

/// <summary>Identity on its real host, over real servers; one for each class of tests.</summary>
public sealed class IdentityApp(Infrastructure infrastructure) : IAsyncLifetime
{
    public const string ServiceSecret = "a-secret-that-only-tests-know";

    private readonly List<Host> hosts = [];
    private Dictionary<string, string?>? settings;

    public MovableClock Clock { get; } = new();

    public IBus Bus => hosts[0].Services.GetRequiredService<IBus>();

    internal T Service<T>()
        where T : notnull => hosts[0].Services.GetRequiredService<T>();

    public HttpClient Client() => hosts[0].CreateClient();

    public HttpClient As(SessionAnswer session) => As(session.AccessToken);

    public HttpClient As(string token)
    {
        var client = Client();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        return client;
    }

    public async ValueTask InitializeAsync()
    {
        settings = new(await infrastructure.CreateSettingsAsync("identitydb"), StringComparer.Ordinal)
        {
            ["Identity:Keys:EncryptionKey"] = "an-encryption-key-that-only-tests-know",
            ["Identity:Passwords:Iterations"] = "100000",
            ["Identity:SignIn:PerAddressAndMinute"] = "100000",
            ["ServiceAuth:Clients:storage"] = ServiceSecret,
            ["ServiceAuth:Clients:delivery"] = ServiceSecret,
        };
        Start();
    }

    /// <summary>One more instance on the same data, with settings of its own where given.</summary>
    public HttpClient Start(params (string Name, string? Value)[] own)
    {
        var all = new Dictionary<string, string?>(settings!, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            all[name] = value;
        }

        var host = new Host(all, Clock);
        lock (hosts)
        {
            hosts.Add(host);
        }

        host.StartServer();
        return host.CreateClient();
    }

    /// <summary>A Redis in which nothing has been counted yet.</summary>
    public Task<string> NewRedisAsync() => infrastructure.CreateRedisDatabaseAsync();

    /// <summary>The database as the service's own background work sees it.</summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync(string seeing = "*")
    {
        var connection = new NpgsqlConnection(settings!["ConnectionStrings:identitydb"]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select set_config('app.user_id', $1, false)", connection) { Parameters = { new() { Value = seeing } } };
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async Task<object?> QueryAsync(string sql, params object[] values)
    {
        await using var connection = await OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private sealed class Host : WebApplicationFactory<Program>
    {
        private readonly Dictionary<string, string?> settings;
        private readonly TimeProvider clock;

        public Host(Dictionary<string, string?> settings, TimeProvider clock)
        {
            (this.settings, this.clock) = (settings, clock);
            UseKestrel(0);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
        }
    }
}
