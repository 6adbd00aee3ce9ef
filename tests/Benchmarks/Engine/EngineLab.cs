using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>The job engine by itself: an API and workers as processes, with real PostgreSQL, RabbitMQ and Redis, between neighbours that answer at once.</summary>
internal sealed class EngineLab : IAsyncDisposable
{
    /// <summary>Jobs at once, of all workers: as BullMQ's worker takes them.</summary>
    public const int AtOnce = 10;

    private readonly Infrastructure infrastructure = new();
    private readonly List<ServiceProcess> workers = [];
    private readonly Dictionary<string, string?> settings;
    private readonly TestIdentity identity;

    private EngineLab(Infrastructure infrastructure, TestIdentity identity, Neighbours neighbours, Dictionary<string, string?> settings)
    {
        (this.infrastructure, this.identity, Neighbours, this.settings) = (infrastructure, identity, neighbours, settings);
        Api = ServiceProcess.Of("jobs", "JobManagement", new Dictionary<string, string?>(settings, StringComparer.Ordinal) { ["Role"] = "api" });
        Database = NpgsqlDataSource.Create($"{settings["ConnectionStrings:jobsdb"]};Options=-c app.user_id=*;Command Timeout=0");
        Http = ClientOf(neighbours.Owner);
    }

    public Neighbours Neighbours { get; }

    public ServiceProcess Api { get; }

    public IReadOnlyList<ServiceProcess> Workers => workers;

    /// <summary>Sees everybody's rows.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The person's, at the API.</summary>
    public HttpClient Http { get; }

    public static async Task<EngineLab> OpenAsync()
    {
        var infrastructure = new Infrastructure();
        var (identity, neighbours) = (await TestIdentity.StartAsync(), await Neighbours.StartAsync());
        var settings = await infrastructure.CreateSettingsAsync("jobsdb");
        settings["services:identity:http:0"] = identity.Address;
        settings["services:storage:http:0"] = neighbours.Address;
        settings["services:llmrouter:http:0"] = neighbours.Address;
        settings["ServiceAuth:ClientId"] = "jobs";
        settings["ServiceAuth:ClientSecret"] = "a-secret-of-this-run";
        settings["Jobs:Dispatch:InFlight"] = $"{2 * AtOnce}";
        var lab = new EngineLab(infrastructure, identity, neighbours, settings);
        await lab.Api.StartAsync();
        return lab;
    }

    /// <summary>So many workers from now on, which together do <see cref="AtOnce"/> jobs at once.</summary>
    public async Task HireAsync(int count)
    {
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        workers.Clear();
        var own = new Dictionary<string, string?>(settings, StringComparer.Ordinal) { ["Role"] = "worker", ["Jobs:Work:Concurrency"] = $"{Math.Max(1, AtOnce / count)}" };
        workers.AddRange(Enumerable.Range(0, count).Select(_ => ServiceProcess.Of("jobs-worker", "JobManagement", own)));
        await Task.WhenAll(workers.Select(worker => worker.StartAsync()));
    }

    public HttpClient ClientOf(Guid person) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 10_000 })
    {
        BaseAddress = Api.Address,
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", identity.UserToken(person, lifetime: TimeSpan.FromHours(6))) },
    };

    /// <returns>The job's id.</returns>
    public async Task<Guid> SubmitAsync(Guid file, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/jobs", new { type = "review", fileId = file }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid();
    }

    /// <summary>As a person sees it: by the job's events.</summary>
    public async Task UntilReadyAsync(Guid job, CancellationToken cancellationToken)
    {
        await using var stream = await Http.GetStreamAsync($"/api/v1/jobs/{job}/events", cancellationToken);
        await foreach (var happened in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data)).EnumerateAsync(cancellationToken))
        {
            if (happened.EventType == "status" && happened.Data.GetProperty("status").GetString() == "ready")
            {
                return;
            }
        }
    }

    /// <summary>Returns when nothing waits or runs any more.</summary>
    public async Task UntilIdleAsync(CancellationToken cancellationToken)
    {
        while (await ScalarAsync<bool>("select exists (select from jobs where status in ('queued', 'running'))", cancellationToken))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What each process has used so far, servers with all their processes.</summary>
    public async Task<Usage> UsageAsync()
    {
        var servers = await infrastructure.Servers;
        return Usage.Of(
        [
            ("jobs (API)", [Api.ProcessId]), ($"jobs-worker ×{workers.Count}", [.. workers.Select(worker => worker.ProcessId)]),
            ("postgres", [servers.Postgres.ProcessId!.Value]), ("rabbitmq", [servers.RabbitMq.ProcessId!.Value]), ("redis", [servers.Redis.ProcessId!.Value]),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        await Api.DisposeAsync();
        await Database.DisposeAsync();
        await Neighbours.DisposeAsync();
        await identity.DisposeAsync();
        await infrastructure.DisposeAsync();
    }
}
