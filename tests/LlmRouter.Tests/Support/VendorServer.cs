using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>
/// Stands for Ollama, OpenAI and Anthropic: takes their requests on their paths, checks what they would insist on, and
/// streams answers in their wire format. Faults are queued in front.
/// </summary>
public sealed class VendorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<Func<VendorStream, Task>> faults = new();
    private readonly List<JsonNode> asked = [];

    private VendorServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/api/chat", context => AnswerAsync(new OllamaStream(context)));
        app.MapPost("/v1/chat/completions", context => AnswerAsync(new OpenAiStream(context)));
        app.MapPost("/v1/messages", context => AnswerAsync(new AnthropicStream(context)));
        app.MapGet("/api/tags", () => new { models = new[] { new { name = "test-model:latest" } } });
        app.MapGet("/v1/models/{id}", (string id) => id == "test-model"
            ? Results.Json(new { id, @object = "model", created = 1, owned_by = "us" })
            : Results.Json(new { error = new { message = "no such model" } }, statusCode: 404));
    }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<JsonNode> Asked => asked;

    /// <summary>What the model writes, by what it was asked.</summary>
    public Func<JsonNode, string> Text { get; set; } = _ => """{"edits":[]}""";

    /// <summary>Why it stopped, in the vendor's word; null: it was done.</summary>
    public string? Stop { get; set; }

    /// <summary>Whether the vendor says what was used.</summary>
    public bool SaysUsage { get; set; } = true;

    public static async Task<VendorServer> StartAsync()
    {
        var server = new VendorServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>The next requests meet these instead of an answer.</summary>
    public void Fail(params IEnumerable<Func<VendorStream, Task>> next)
    {
        lock (asked)
        {
            foreach (var fault in next)
            {
                faults.Enqueue(fault);
            }
        }
    }

    /// <summary>Faults that nobody met: how many requests a test makes of the model may depend on where a long text is split.</summary>
    public void ForgetFaults()
    {
        lock (asked)
        {
            faults.Clear();
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(VendorStream stream)
    {
        var body = (await JsonNode.ParseAsync(stream.Context.Request.Body))!;
        stream.Check(body);
        Func<VendorStream, Task>? fault;
        lock (asked)
        {
            asked.Add(body);
            faults.TryDequeue(out fault);
        }

        var user = body["messages"]!.AsArray().Last(message => message!["role"]!.GetValue<string>() == "user")!["content"]!.GetValue<string>();
        (stream.Text, stream.Stop, stream.SaysUsage) = (Text(user.StartsWith('{') ? JsonNode.Parse(user)! : JsonValue.Create(user)), Stop, SaysUsage);
        await (fault is null ? stream.AnswerAsync() : fault(stream));
    }
}
