using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Uploads;

/// <summary>Storage by itself, as the AppHost would start it, over real servers and a folder on the disk.</summary>
internal sealed class StorageServer : IAsyncDisposable
{
    private readonly Infrastructure infrastructure = new();
    private readonly string folder = TestFolder.Create();
    private TestIdentity identity = null!;
    private ServerProcess process = null!;

    private StorageServer()
    {
    }

    public static async Task<StorageServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new StorageServer { identity = await TestIdentity.StartAsync() };
        var wiring = await server.infrastructure.CreateSettingsAsync("storagedb");
        var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Release/net10.0
        var sources = Path.Combine(Repository.Root, "services/Storage");
        server.process = await ServerProcess.StartAsync(
            ["dotnet", Path.Combine(sources, "bin", build.Parent!.Name, build.Name, "SwipeReview.Storage.dll")],
            sources,
            new Dictionary<string, string>(wiring.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)), StringComparer.Ordinal)
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}",
                ["DOTNET_TieredPGO"] = "0",
                ["ServiceAuth__ClientId"] = "storage",
                ["ServiceAuth__ClientSecret"] = "a-secret-of-this-run",
                ["services__identity__http__0"] = server.identity.Address,
                ["Storage__ObjectStore__Folder"] = server.folder,
            },
            "/health", cores: null, cancellationToken);
        return server;
    }

    public HttpClient Client() => new()
    {
        BaseAddress = process.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", identity.UserToken(Guid.CreateVersion7(), lifetime: TimeSpan.FromHours(1))) },
    };

    /// <summary>Deletes what was stored, so that neither limits nor a full disk end the run.</summary>
    public async Task ForgetAsync(HttpClient client)
    {
        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/uploads?limit=200");
        foreach (var file in page.GetProperty("items").EnumerateArray())
        {
            using var deleted = await client.DeleteAsync($"/api/v1/uploads/{file.GetProperty("id").GetGuid()}");
            deleted.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await identity.DisposeAsync();
        await infrastructure.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
