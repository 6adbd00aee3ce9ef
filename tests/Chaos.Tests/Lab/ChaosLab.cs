using System.Collections.Concurrent;
using SwipeReview.Chaos.Check;
using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.Chaos.Tests.Lab;

/// <summary>
/// The whole way of a job as processes of their own over real servers: two instances of the jobs' API, two workers, and all
/// services around them with the local models. Only Identity is a stand-in. All of it can be killed and started again.
/// </summary>
public sealed class ChaosLab : IAsyncLifetime
{
    private const string LocalModels = "services/LlmRouter/local-models";

    private readonly Infrastructure infrastructure = new();
    private readonly string folder = TestFolder.Create();
    private readonly List<ServiceProcess> processes = [];
    private readonly Dictionary<string, string> databases = new(StringComparer.Ordinal);
    private NativeServerGroup servers = null!;

    public TestIdentity Identity { get; private set; } = null!;

    /// <summary>Any of them answers for all.</summary>
    public IReadOnlyList<ServiceProcess> Apis { get; private set; } = [];

    public IReadOnlyList<ServiceProcess> Workers { get; private set; } = [];

    public ServiceProcess Storage { get; private set; } = null!;

    public ServiceProcess Payment { get; private set; } = null!;

    public ServiceProcess Delivery { get; private set; } = null!;

    public Subject Subject => new(databases, folder);

    public string JournalFile => Path.Combine(folder, "journal.jsonl");

    public Journal Journal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Npm.InstallAsync(LocalModels);
        servers = await infrastructure.Servers;
        Identity = await TestIdentity.StartAsync();
        Journal = Journal.Create(JournalFile);
        var shared = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:redis"] = await infrastructure.CreateRedisDatabaseAsync(),
            ["ConnectionStrings:rabbitmq"] = await infrastructure.CreateVirtualHostAsync(),
            ["services:identity:http:0"] = Identity.Address,
        };
        var models = Add(new ServiceProcess(
            "local-models", ["node", "server.mjs"], LocalModels, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PORT"] = "{port}", ["MALLOC_ARENA_MAX"] = "2" }, "/health"));
        Storage = await AddAsync("storage", "Storage", ("Storage:ObjectStore:Folder", folder));
        var router = await AddAsync("llmrouter", "LlmRouter", ("services:local-models:http:0", $"{models.Address}"));
        (string, string)[] neighbours = [("services:storage:http:0", $"{Storage.Address}"), ("services:llmrouter:http:0", $"{router.Address}")];
        // Small groups, so that a job has several checkpoints to be killed between.
        (string, string)[] work = [("Role", "worker"), ("Jobs:Work:FirstGroup", "150"), ("Jobs:Work:Group", "300"), .. neighbours];
        Apis = [await AddAsync("jobs", "JobManagement", [("Role", "api"), .. neighbours]), await AddAsync("jobs", "JobManagement", [("Role", "api"), .. neighbours])];
        Workers = [await AddAsync("jobs", "JobManagement", work), await AddAsync("jobs", "JobManagement", work)];
        var jobs = ("services:jobs:http:0", $"{Apis[0].Address}");
        Payment = await AddAsync("payment", "Payment", jobs, ("Payment:Prices:FreeChangesPerMonth", "0"), ("Payment:Reconciler:Interval", "00:00:02"), ("Payment:Reconciler:Grace", "00:00:05"));
        Delivery = await AddAsync("delivery", "Delivery",
            [jobs, .. neighbours, ("services:payment:http:0", $"{Payment.Address}"), ("Delivery:Links:SigningKey", "a-key-that-only-this-run-knows-of")]);
        await AddAsync("notification", "Notification", jobs, ("Notification:Mail:Folder", Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName));

        // The models first and all others at once: each waits for nobody.
        await models.StartAsync();
        await Task.WhenAll(processes.Where(process => process != models).Select(process => process.StartAsync()));

        async Task<ServiceProcess> AddAsync(string service, string project, params (string Name, string Value)[] own)
        {
            var database = $"{service}db";
            if (!databases.TryGetValue(database, out var connection))
            {
                databases.Add(database, connection = await infrastructure.CreateDatabaseAsync());
            }

            var settings = new Dictionary<string, string?>(shared, StringComparer.Ordinal)
            {
                [$"ConnectionStrings:{database}"] = connection,
                ["ServiceAuth:ClientId"] = service,
                ["ServiceAuth:ClientSecret"] = "a-secret-that-only-tests-know",
            };
            foreach (var (name, value) in own)
            {
                settings[name] = value;
            }

            return Add(ServiceProcess.Of(service, project, settings));
        }
    }

    /// <summary>kill -9, of one of several by <paramref name="which"/>.</summary>
    public Task KillAsync(Victim victim, int which) => victim switch
    {
        Victim.Worker => Workers[which % Workers.Count].KillAsync(),
        Victim.Api => Apis[which % Apis.Count].KillAsync(),
        Victim.RabbitMq => servers.RabbitMq.KillAsync(),
        Victim.Redis => servers.Redis.KillAsync(),
        Victim.Postgres => servers.Postgres.KillAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(victim)),
    };

    /// <summary>Starts it again, where it was, with what it had on the disk; returns when it answers.</summary>
    public Task StartAsync(Victim victim, int which) => victim switch
    {
        Victim.Worker => Workers[which % Workers.Count].StartAsync(),
        Victim.Api => Apis[which % Apis.Count].StartAsync(),
        Victim.RabbitMq => StartAsync(servers.RabbitMq),
        Victim.Redis => StartAsync(servers.Redis),
        Victim.Postgres => StartAsync(servers.Postgres),
        _ => throw new ArgumentOutOfRangeException(nameof(victim)),
    };

    /// <summary>On a machine that has much else to do a server may take longer than its patience: as a supervisor would, once more.</summary>
    private static async Task StartAsync<TServer>(RunningServer<TServer> server)
        where TServer : NativeServer
    {
        try
        {
            await server.StartAsync();
        }
        catch (NativeServerException)
        {
            await server.KillAsync();
            await server.StartAsync();
        }
    }

    /// <summary>Of what ended by itself, what each failed at first and said last: for a run that failed.</summary>
    public string LastWords() => string.Join('\n', processes.SelectMany(process =>
        (string[])[$"--- {process.Name}{(process.IsRunning ? "" : " (not running)")}", .. process.Faults, "...", .. process.LastWords.TakeLast(30)]));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
        Journal.Dispose();
        await Identity.DisposeAsync();
        await infrastructure.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ServiceProcess Add(ServiceProcess process)
    {
        processes.Add(process);
        return process;
    }
}
