using SwipeReview.Testing;

namespace SwipeReview.Gateway.Tests.Support;

/// <summary>The gateway on its real host, in front of services that echo; one for each class of tests.</summary>
public sealed class GatewayApp(Infrastructure infrastructure) : IAsyncLifetime
{
    public static readonly string[] Services = ["storage", "jobs", "llmrouter", "payment", "delivery", "notification"];

    private readonly List<ServiceHost<Program>> hosts = [];
    private TestIdentity? identity;
    private Dictionary<string, string?>? settings;

    public TestIdentity Identity => identity!;

    public Dictionary<string, Backend> Backends { get; } = new(StringComparer.Ordinal);

    public string WebRoot { get; } = TestFolder.Create();

    public Uri Address => Client().BaseAddress!;

    public HttpClient Client() => hosts[0].Anonymous();

    public HttpClient As(Guid userId, bool isAdmin = false) => hosts[0].As(userId, isAdmin);

    public HttpClient WithToken(string token) => hosts[0].WithToken(token);

    public string TokenOf(Guid userId, TimeSpan? lifetime = null) => identity!.UserToken(userId, lifetime: lifetime);

    public string ServiceToken() => identity!.ServiceToken("storage");

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        settings = new(StringComparer.Ordinal)
        {
            ["ConnectionStrings:redis"] = await infrastructure.CreateRedisDatabaseAsync(),
            ["Gateway:WebRoot"] = WebRoot,
        };
        foreach (var service in Services)
        {
            Backends[service] = await Backend.StartAsync(service);
            settings[$"services:{service}:http:0"] = Backends[service].Address;
        }

        Directory.CreateDirectory(Path.Combine(WebRoot, "assets"));
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "index.html"), "<!doctype html><title>SwipeReview</title>");
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "home.en.html"), "<!doctype html><html lang=en><title>SwipeReview</title>");
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "home.de.html"), "<!doctype html><html lang=de><title>SwipeReview</title>");
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "assets", "index-B3tz7dQ1.js"), string.Concat(Enumerable.Repeat("console.log('SwipeReview');\n", 200)));
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "sw.js"), "self.addEventListener('install', () => undefined);");
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "manifest.webmanifest"), """{"name":"SwipeReview"}""");
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Start();
    }

    /// <summary>One more gateway on the same Redis, with settings of its own where given.</summary>
    public ServiceHost<Program> Start(params (string Name, string? Value)[] own)
    {
        var all = new Dictionary<string, string?>(settings!, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            all[name] = value;
        }

        var host = new ServiceHost<Program>(identity!, all);
        hosts.Add(host);
        host.StartServer();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        foreach (var backend in Backends.Values)
        {
            await backend.DisposeAsync();
        }

        await identity!.DisposeAsync();
        Directory.Delete(WebRoot, recursive: true);
    }
}
