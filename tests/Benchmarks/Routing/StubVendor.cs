using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>A vendor that speaks OpenAI's chat completions and takes the time that it is told to.</summary>
internal sealed class StubVendor : IAsyncDisposable
{
    public const string Model = "stub";

    private readonly WebApplication app;
    private int asked;

    private StubVendor()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
        app.MapGet("/v1/models/{id}", (string id) => new { id, @object = "model", created = 1, owned_by = "us" });
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>How often it was asked.</summary>
    public int Asked => asked;

    /// <summary>Bits in which an answer comes.</summary>
    public int Parts { get; set; } = 8;

    /// <summary>Before each of them.</summary>
    public TimeSpan Pause { get; set; }

    public static async Task<StubVendor> StartAsync()
    {
        var vendor = new StubVendor();
        await vendor.app.StartAsync();
        return vendor;
    }

    /// <summary>A router's configuration for it.</summary>
    public Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["LlmRouter__OpenAi__Model"] = Model,
        ["LlmRouter__OpenAi__ApiKey"] = "a-key",
        ["LlmRouter__OpenAi__BaseUrl"] = $"{Address}v1",
        ["LlmRouter__OpenAi__Concurrent"] = "10000",
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        var question = (await JsonNode.ParseAsync(context.Request.Body))!;
        // An answer to a question for edits is one, and has none.
        string[] parts = question["response_format"] is null ? [.. Enumerable.Repeat("some words ", Parts)] : ["{\"edits\":[]}"];
        if (question["stream"]?.GetValue<bool>() != true)
        {
            await context.Response.WriteAsJsonAsync(Chunk("chat.completion", new { role = "assistant", content = string.Concat(parts) }, "stop", "message"));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        foreach (var part in parts)
        {
            if (Pause > TimeSpan.Zero)
            {
                await Task.Delay(Pause, context.RequestAborted);
            }

            await WriteAsync(Chunk("chat.completion.chunk", new { content = part }, null, "delta"));
        }

        await WriteAsync(Chunk("chat.completion.chunk", new { }, "stop", "delta"));
        await context.Response.WriteAsync("data: [DONE]\n\n");

        async Task WriteAsync(JsonObject chunk)
        {
            await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
            await context.Response.Body.FlushAsync();
        }
    }

    private static JsonObject Chunk(string kind, object content, string? finish, string field) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = kind,
        ["created"] = 1_700_000_000,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, [field] = System.Text.Json.JsonSerializer.SerializeToNode(content), ["finish_reason"] = finish }),
        ["usage"] = finish is null ? null : new JsonObject { ["prompt_tokens"] = 20, ["completion_tokens"] = 16, ["total_tokens"] = 36 },
    };
}
