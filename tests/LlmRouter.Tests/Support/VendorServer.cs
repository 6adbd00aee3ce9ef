using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>
/// Stands for Ollama, OpenAI and Anthropic: takes their requests on their paths, checks what they would insist on, and
/// answers in their wire format. Faults are queued in front.
/// </summary>
public sealed class VendorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<Func<HttpContext, Task>> faults = new();
    private readonly List<JsonNode> asked = [];

    private VendorServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/api/chat", context => AnswerAsync(context, "ollama"));
        app.MapPost("/v1/chat/completions", context => AnswerAsync(context, "openai"));
        app.MapPost("/v1/messages", context => AnswerAsync(context, "anthropic"));
        app.MapGet("/api/tags", () => new { models = new[] { new { name = "test-model:latest" } } });
        app.MapGet("/v1/models/{id}", (string id) => id == "test-model"
            ? Results.Json(new { id, @object = "model", created = 1, owned_by = "us" })
            : Results.Json(new { error = new { message = "no such model" } }, statusCode: 404));
    }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<JsonNode> Asked => asked;

    /// <summary>What the model writes.</summary>
    public Func<JsonNode, string> Text { get; set; } = _ => """{"edits":[]}""";

    /// <summary>Why it stopped, in the vendor's word; null: it was done.</summary>
    public string? Stop { get; set; }

    public static async Task<VendorServer> StartAsync()
    {
        var server = new VendorServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>The next requests meet these instead of an answer.</summary>
    public void Fail(params IEnumerable<Func<HttpContext, Task>> next)
    {
        foreach (var fault in next)
        {
            faults.Enqueue(fault);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string vendor)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Func<HttpContext, Task>? fault;
        lock (asked)
        {
            asked.Add(body);
            faults.TryDequeue(out fault);
        }

        if (fault is not null)
        {
            await fault(context);
            return;
        }

        await context.Response.WriteAsJsonAsync(vendor switch
        {
            "ollama" => Ollama(body),
            "openai" => OpenAi(context, body),
            _ => Anthropic(context, body),
        });
    }

    private object Ollama(JsonNode body)
    {
        Assert.False(body["stream"]!.GetValue<bool>());
        Assert.Equal("object", body["format"]!["type"]!.GetValue<string>());
        return new
        {
            model = "test-model",
            created_at = "2026-01-20T10:30:00Z",
            message = new { role = "assistant", content = Text(User(body)) },
            done = true,
            done_reason = Stop ?? "stop",
            prompt_eval_count = 1_000,
            eval_count = 200,
        };
    }

    private object OpenAi(HttpContext context, JsonNode body)
    {
        Assert.Equal("Bearer secret-key", context.Request.Headers.Authorization.ToString());
        var format = body["response_format"]!["json_schema"]!;
        Assert.True(format["strict"]!.GetValue<bool>());
        Assert.False(format["schema"]!["additionalProperties"]!.GetValue<bool>());
        var refuses = Stop == "refusal";
        return new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = "test-model",
            choices = new[]
            {
                new
                {
                    index = 0,
                    message = new { role = "assistant", content = refuses ? null : Text(User(body)), refusal = refuses ? "I can't help with that." : null },
                    finish_reason = refuses ? "stop" : Stop ?? "stop",
                },
            },
            usage = new { prompt_tokens = 1_000, completion_tokens = 200, total_tokens = 1_200 },
        };
    }

    private object Anthropic(HttpContext context, JsonNode body)
    {
        Assert.Equal("secret-key", context.Request.Headers["x-api-key"].ToString());
        Assert.Equal("2023-06-01", context.Request.Headers["anthropic-version"].ToString());
        Assert.Equal("json_schema", body["output_config"]!["format"]!["type"]!.GetValue<string>());
        Assert.NotEmpty(body["system"]!.GetValue<string>());
        return new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            content = new[] { new { type = "text", text = Text(User(body)) } },
            stop_reason = Stop ?? "end_turn",
            usage = new { input_tokens = 1_000, output_tokens = 200 },
        };
    }

    private static JsonNode User(JsonNode body)
    {
        var message = body["messages"]!.AsArray().Single(message => message!["role"]!.GetValue<string>() == "user")!;
        return JsonNode.Parse(message["content"]!.GetValue<string>())!;
    }
}

/// <summary>Ways in which vendors fail.</summary>
internal static class VendorFaults
{
    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsJsonAsync(new { type = "error", error = new { type = "some_error", message = $"the vendor says {status}" } });
    };

    public static Task HangUp(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static async Task DieMidway(HttpContext context)
    {
        context.Response.ContentLength = 5_000;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"message\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    public static Task Html(HttpContext context) => Results.Content("<html>Welcome to the proxy</html>", "text/html").ExecuteAsync(context);

    public static Task TenMegabytes(HttpContext context) => Results.Text(new string('x', 10_000_000), "application/json").ExecuteAsync(context);

    public static Task Silence(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
