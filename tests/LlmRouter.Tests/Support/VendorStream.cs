using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>One answer in a vendor's wire format, bit by bit.</summary>
public abstract class VendorStream(HttpContext context)
{
    private const int Bit = 7;

    public HttpContext Context => context;

    public string Text { get; set; } = "";

    public string? Stop { get; set; }

    public bool SaysUsage { get; set; }

    /// <summary>What the vendor would refuse.</summary>
    public abstract void Check(JsonNode body);

    public async Task AnswerAsync(TimeSpan pause = default)
    {
        await BeginAsync();
        await SayAsync(Text, pause);
        await EndAsync();
    }

    public abstract Task BeginAsync();

    public async Task SayAsync(string text, TimeSpan pause = default)
    {
        for (var start = 0; start < text.Length; start += Bit)
        {
            await BitAsync(text.Substring(start, Math.Min(Bit, text.Length - start)));
            await Task.Delay(pause, Context.RequestAborted);
        }
    }

    public abstract Task EndAsync();

    protected abstract Task BitAsync(string text);

    protected async Task WriteAsync(string line)
    {
        await Context.Response.WriteAsync(line, Context.RequestAborted);
        await Context.Response.Body.FlushAsync(Context.RequestAborted);
    }
}

/// <summary>Lines of JSON; the last says done, why, and how much.</summary>
internal sealed class OllamaStream(HttpContext context) : VendorStream(context)
{
    public override void Check(JsonNode body)
    {
        Assert.True(body["stream"]!.GetValue<bool>());
        Assert.True(body["options"]!["num_ctx"]!.GetValue<int>() > body["options"]!["num_predict"]!.GetValue<int>());
        Assert.EndsWith("s", body["keep_alive"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    public override Task BeginAsync()
    {
        Context.Response.ContentType = "application/x-ndjson";
        return Task.CompletedTask;
    }

    public override Task EndAsync()
    {
        var end = Message("");
        end["done"] = true;
        end["done_reason"] = Stop ?? "stop";
        if (SaysUsage)
        {
            (end["prompt_eval_count"], end["eval_count"], end["total_duration"]) = (1_000, 200, 5_000_000);
        }

        return WriteAsync($"{end.ToJsonString()}\n");
    }

    protected override Task BitAsync(string text) => WriteAsync($"{Message(text).ToJsonString()}\n");

    private static JsonObject Message(string text) => new()
    {
        ["model"] = "test-model",
        ["created_at"] = "2026-01-20T10:30:00Z",
        ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
        ["done"] = false,
    };
}

/// <summary>Server-sent chunks; the usage comes in one without choices, before <c>[DONE]</c>.</summary>
internal sealed class OpenAiStream(HttpContext context) : VendorStream(context)
{
    public override void Check(JsonNode body)
    {
        Assert.Equal("Bearer secret-key", Context.Request.Headers.Authorization.ToString());
        Assert.True(body["stream"]!.GetValue<bool>());
        Assert.True(body["stream_options"]!["include_usage"]!.GetValue<bool>());
        if (body["response_format"]?["json_schema"] is { } format)
        {
            Assert.True(format["strict"]!.GetValue<bool>());
            Assert.False(format["schema"]!["additionalProperties"]!.GetValue<bool>());
        }
    }

    public override async Task BeginAsync()
    {
        Context.Response.ContentType = "text/event-stream";
        await ChunkAsync(new JsonObject { ["role"] = "assistant", ["content"] = "" });
    }

    public override async Task EndAsync()
    {
        if (Stop == "refusal")
        {
            await ChunkAsync(new JsonObject { ["refusal"] = "I can't help with that." });
        }

        await ChunkAsync([], Stop is null or "refusal" ? "stop" : Stop);
        if (SaysUsage)
        {
            await WriteAsync($"data: {Envelope([], new JsonObject { ["prompt_tokens"] = 1_000, ["completion_tokens"] = 200, ["total_tokens"] = 1_200 }).ToJsonString()}\n\n");
        }

        await WriteAsync("data: [DONE]\n\n");
    }

    protected override Task BitAsync(string text) => Stop == "refusal" ? Task.CompletedTask : ChunkAsync(new JsonObject { ["content"] = text });

    private Task ChunkAsync(JsonObject delta, string? finish = null) => WriteAsync(
        $"data: {Envelope([new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }], usage: null).ToJsonString()}\n\n");

    private static JsonObject Envelope(JsonArray choices, JsonObject? usage) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_700_000_000,
        ["model"] = "test-model",
        ["choices"] = choices,
        ["usage"] = usage,
        ["obfuscation"] = "x7",
    };
}

/// <summary>Server-sent events with names, a ping among them.</summary>
internal sealed class AnthropicStream(HttpContext context) : VendorStream(context)
{
    public override void Check(JsonNode body)
    {
        Assert.Equal("secret-key", Context.Request.Headers["x-api-key"].ToString());
        Assert.Equal("2023-06-01", Context.Request.Headers["anthropic-version"].ToString());
        Assert.True(body["stream"]!.GetValue<bool>());
        Assert.True(body["max_tokens"]!.GetValue<int>() > 0);
        Assert.DoesNotContain("system", body["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()));
        if (body["output_config"] is { } output)
        {
            Assert.Equal("json_schema", output["format"]!["type"]!.GetValue<string>());
        }
    }

    public override async Task BeginAsync()
    {
        Context.Response.ContentType = "text/event-stream";
        await EventAsync("message_start", new
        {
            type = "message_start",
            message = new { id = "msg_1", type = "message", role = "assistant", content = Array.Empty<object>(), usage = SaysUsage ? new { input_tokens = 1_000, output_tokens = 1 } : null },
        });
        await EventAsync("content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } });
        await EventAsync("ping", new { type = "ping" });
    }

    public override async Task EndAsync()
    {
        await EventAsync("content_block_stop", new { type = "content_block_stop", index = 0 });
        await EventAsync("message_delta", new { type = "message_delta", delta = new { stop_reason = Stop ?? "end_turn" }, usage = SaysUsage ? new { output_tokens = 200 } : null });
        await EventAsync("message_stop", new { type = "message_stop" });
    }

    protected override Task BitAsync(string text) =>
        EventAsync("content_block_delta", new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text } });

    private Task EventAsync(string name, object data) => WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n");
}

/// <summary>Ways in which vendors fail.</summary>
internal static class VendorFaults
{
    public static Func<VendorStream, Task> Status(int status, string? retryAfter = null) => stream =>
    {
        stream.Context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            stream.Context.Response.Headers.RetryAfter = retryAfter;
        }

        return stream.Context.Response.WriteAsJsonAsync(new { type = "error", error = new { type = "some_error", message = $"the vendor says {status}" } });
    };

    public static Task HangUp(VendorStream stream)
    {
        stream.Context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Says so many letters of its answer, and the connection is gone.</summary>
    public static Func<VendorStream, Task> DieAfter(int letters) => async stream =>
    {
        await stream.BeginAsync();
        await stream.SayAsync(stream.Text[..letters]);
        await Task.Delay(100); // what is on its way when a connection is reset is lost
        stream.Context.Abort();
    };

    /// <summary>Says so many letters, and ends the response as if that were all.</summary>
    public static Func<VendorStream, Task> EndAfter(int letters) => async stream =>
    {
        await stream.BeginAsync();
        await stream.SayAsync(stream.Text[..letters]);
    };

    /// <summary>Says so many letters, and then nothing more.</summary>
    public static Func<VendorStream, Task> SilenceAfter(int letters) => async stream =>
    {
        await stream.BeginAsync();
        await stream.SayAsync(stream.Text[..letters]);
        await Task.Delay(Timeout.Infinite, stream.Context.RequestAborted);
    };

    public static Func<VendorStream, Task> Slowly(TimeSpan first, TimeSpan pause = default) => async stream =>
    {
        await Task.Delay(first, stream.Context.RequestAborted);
        await stream.AnswerAsync(pause);
    };

    public static Task Html(VendorStream stream) => Results.Content("<html>Welcome to the proxy</html>", "text/html").ExecuteAsync(stream.Context);

    /// <summary>One line that does not end.</summary>
    public static Task TenMegabytes(VendorStream stream) => Results.Text($"data: {new string('x', 10_000_000)}", "text/event-stream").ExecuteAsync(stream.Context);

    public static Task Silence(VendorStream stream) => Task.Delay(Timeout.Infinite, stream.Context.RequestAborted);
}
