using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.Gateway.Tests.Support;

/// <summary>A service behind the gateway that tells what reached it, and can be slow, silent, streaming or gone.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(string name)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/openapi/v1.json", () => Document is null ? Results.StatusCode(503) : Results.Text(Document.ToJsonString(), "application/json"));
        app.MapGet("/api/v1/jobs/{id}/events", StreamAsync);
        app.MapGet("/api/v1/workflows/slow", async (HttpContext context) => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.MapGet("/api/v1/workflows/strict", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.Headers["X-Request-Id"] = "req_ofTheService";
            return "strict";
        });
        app.Map("/{**path}", (Delegate)EchoAsync);
    }

    public string Name { get; }

    public string Address => app.Urls.Single();

    public JsonObject? Document { get; set; }

    /// <summary>Paths as they came, of everything but the API document.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>Lets the open streams of events send their next event.</summary>
    public SemaphoreSlim NextEvent { get; } = new(0);

    public static async Task<Backend> StartAsync(string name)
    {
        var backend = new Backend(name);
        await backend.app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync()
    {
        NextEvent.Dispose();
        return app.DisposeAsync();
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        for (var n = 1; n <= 3; n++)
        {
            await context.Response.WriteAsync($"id: {n}\ndata: {{}}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await NextEvent.WaitAsync(context.RequestAborted);
        }
    }

    private async Task<IResult> EchoAsync(HttpContext context)
    {
        Seen.Enqueue(context.Request.Path);
        var buffer = new byte[64 * 1024];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            length += read;
        }

        return Results.Json(new Echo(
            Name, context.Request.Method, context.Request.Path + context.Request.QueryString, length,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Convert.ToHexStringLower(hash.GetHashAndReset())));
    }
}

public sealed record Echo(string Service, string Method, string Path, long BodyLength, Dictionary<string, string> Headers, string BodyHash)
{
    public Dictionary<string, string> Headers { get; } = new(Headers, StringComparer.OrdinalIgnoreCase);
}
