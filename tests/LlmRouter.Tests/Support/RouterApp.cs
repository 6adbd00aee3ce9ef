using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>The router on its real host, over real servers and the real local models; one for each class of tests.</summary>
public class RouterApp(Infrastructure infrastructure, LocalModelsProcess localModels) : IAsyncLifetime
{
    private TestIdentity? identity;
    private Host? host;
    private Dictionary<string, string?> settings = [];

    public Infrastructure Infrastructure { get; } = infrastructure;

    public LocalModelsProcess LocalModels { get; } = localModels;

    public IBus Bus => host!.Services.GetRequiredService<IBus>();

    /// <summary>A message that is published before the consumers' queues are bound is nobody's.</summary>
    public Task ConsumingAsync() =>
        host!.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));

    /// <summary>A cloud vendor as far as the router can tell; it is asked for what the local provider can't do.</summary>
    internal FakeProvider Cloud { get; } = new("cloud", ProviderClass.Cloud);

    protected virtual bool HasCloud => true;

    public HttpClient Jobs() => host!.AsService("jobs");

    /// <summary>A second instance of the service, over the same servers.</summary>
    public ServiceHost<Program> StartAnother()
    {
        var another = new Host(identity!, settings, HasCloud ? [Cloud] : []);
        another.StartServer();
        return another;
    }

    public T Get<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public HttpClient As(Guid userId, bool isAdmin = false) => host!.As(userId, isAdmin);

    public HttpClient Anonymous() => host!.Anonymous();

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        settings = await Infrastructure.CreateSettingsAsync("llmrouterdb");
        settings["services:local-models:http:0"] = LocalModels.Address;
        await ConfigureAsync(settings);
        host = new Host(identity, settings, HasCloud ? [Cloud] : []);
        host.StartServer();
    }

    protected virtual Task ConfigureAsync(IDictionary<string, string?> settings) => Task.CompletedTask;

    public Task<HttpResponseMessage> AskAsync(object request) => Jobs().PostAsJsonAsync("/internal/proposals", request);

    /// <summary>One number from the database, over all users.</summary>
    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var database = NpgsqlDataSource.Create(settings["ConnectionStrings:llmrouterdb"]!);
        await using var command = database.CreateCommand($"select set_config('app.user_id', '*', false); {sql}");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        Assert.True(await reader.ReadAsync());
        return reader.GetFieldValue<T>(0);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host!.DisposeAsync();
        await identity!.DisposeAsync();
    }

    private sealed class Host(TestIdentity identity, IReadOnlyDictionary<string, string?> settings, IReadOnlyList<IProposalProvider> others) : ServiceHost<Program>(identity, settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services =>
            {
                foreach (var provider in others)
                {
                    services.AddSingleton(provider);
                }
            });
        }
    }
}

internal static class RouterRequests
{
    /// <summary>A request of a new job; every call has ids of its own.</summary>
    public static JsonObject Proposals(string task, params string[] texts) => new()
    {
        ["requestId"] = Guid.CreateVersion7(),
        ["jobId"] = Guid.CreateVersion7(),
        ["userId"] = Guid.CreateVersion7(),
        ["task"] = task,
        ["private"] = false,
        ["blocks"] = new JsonArray([.. texts.Select((text, index) => new JsonObject { ["id"] = $"b{index}", ["kind"] = "paragraph", ["text"] = text })]),
    };

    public static JsonObject With(this JsonObject request, string name, JsonNode? value)
    {
        request[name] = value;
        return request;
    }

    public static Guid Id(this JsonObject request, string name) => request[name]!.GetValue<Guid>();

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

    public static string ErrorCode(this JsonObject envelope) => envelope["error"]!["code"]!.GetValue<string>();
}
