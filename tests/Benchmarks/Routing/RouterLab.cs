using System.Net.Http.Headers;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>What a router needs to run by itself: real PostgreSQL, Redis and RabbitMQ, and somebody whose tokens it trusts.</summary>
internal sealed class RouterLab : IAsyncDisposable
{
    private const string LocalModels = "services/LlmRouter/local-models";

    private readonly Infrastructure infrastructure = new();
    private readonly TestIdentity identity;

    private RouterLab(TestIdentity identity) => this.identity = identity;

    public static async Task<RouterLab> OpenAsync()
    {
        await Npm.InstallAsync(LocalModels);
        return new RouterLab(await TestIdentity.StartAsync());
    }

    /// <summary>The router and its local models, as the AppHost would start them, with a database of their own.</summary>
    /// <param name="settings">Configuration beyond what wires it.</param>
    /// <param name="cores">As taskset takes them; null: all.</param>
    public async Task<Router> StartAsync(IReadOnlyDictionary<string, string> settings, string? cores, CancellationToken cancellationToken)
    {
        var models = await StartLocalModelsAsync(cores, cancellationToken);
        try
        {
            var wiring = (await infrastructure.CreateSettingsAsync("llmrouterdb")).ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!, StringComparer.Ordinal);
            var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Release/net10.0
            var folder = Path.Combine(Repository.Root, "services/LlmRouter");
            var program = Path.Combine(folder, "bin", build.Parent!.Name, build.Name, "SwipeReview.LlmRouter.dll");
            var environment = new Dictionary<string, string>(wiring, StringComparer.Ordinal)
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}",
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_GCConserveMemory"] = "5",
                ["DOTNET_GCgen0size"] = "0x800000",
                ["DOTNET_TieredPGO"] = "0",
                ["MALLOC_ARENA_MAX"] = "2",
                ["ServiceAuth__ClientId"] = "llmrouter",
                ["ServiceAuth__ClientSecret"] = "a-secret-of-this-run",
                ["services__identity__http__0"] = identity.Address,
                ["services__local-models__http__0"] = models.Address.ToString(),
            };
            foreach (var (name, value) in settings)
            {
                environment[name] = value;
            }

            return new Router(models, await ServerProcess.StartAsync(["dotnet", program], folder, environment, "/health", cores, cancellationToken), identity);
        }
        catch
        {
            await models.DisposeAsync();
            throw;
        }
    }

    private static Task<ServerProcess> StartLocalModelsAsync(string? cores, CancellationToken cancellationToken) => ServerProcess.StartAsync(
        ["node", "server.mjs"],
        Path.Combine(Repository.Root, LocalModels),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PORT"] = "{port}", ["MALLOC_ARENA_MAX"] = "2", ["MALLOC_TRIM_THRESHOLD_"] = "262144" },
        "/health",
        cores,
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await infrastructure.DisposeAsync();
    }
}

/// <summary>A router that runs, and what it asks.</summary>
internal sealed class Router(ServerProcess models, ServerProcess process, TestIdentity identity) : IAsyncDisposable
{
    public Uri Address => process.Address;

    public long Memory => process.Memory;

    /// <summary>As JobManagement.</summary>
    public HttpClient Jobs() => With(identity.ServiceToken("jobs"));

    public HttpClient Admin() => With(identity.UserToken(Guid.CreateVersion7(), isAdmin: true));

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await models.DisposeAsync();
    }

    private HttpClient With(string token)
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
