using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using SwipeReview.Gateway.Routing;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Documents;

/// <summary>The one OpenAPI document, made of what the services say of themselves while they run, and kept for a minute.</summary>
internal sealed partial class MergedApiDocument(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock, ILogger<MergedApiDocument> logger) : IDisposable
{
    public const string ClientName = "api-documents";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IncompleteLifetime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Kept? kept;

    /// <summary>Null while no service answers.</summary>
    public async Task<byte[]?> GetAsync(CancellationToken cancellationToken)
    {
        if (kept is { } fresh && clock.GetUtcNow() < fresh.Until)
        {
            return fresh.Json;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (kept is { } other && clock.GetUtcNow() < other.Until)
            {
                return other.Json;
            }

            var answers = await Task.WhenAll(RouteTable.Services.Select(service => FetchAsync(service, cancellationToken)));
            var documents = answers.OfType<(string, JsonObject)>().ToArray();
            if (documents.Length == 0)
            {
                return null;
            }

            // A service that is away for a moment must not take its routes out of a document that was whole.
            if (documents.Length < answers.Length && kept is { IsComplete: true } whole)
            {
                kept = whole with { Until = clock.GetUtcNow() + IncompleteLifetime };
                return whole.Json;
            }

            var json = JsonSerializer.SerializeToUtf8Bytes(ApiDocumentMerge.Merge(documents, RouteTable.IsPublic));
            var isComplete = documents.Length == answers.Length;
            kept = new Kept(json, isComplete, clock.GetUtcNow() + (isComplete ? Lifetime : IncompleteLifetime));
            return json;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<(string Service, JsonObject Document)?> FetchAsync(string service, CancellationToken cancellationToken)
    {
        foreach (var address in configuration.Addresses(service))
        {
            try
            {
                using var client = clients.CreateClient(ClientName);
                await using var body = await client.GetStreamAsync(new Uri(new Uri(address), "/openapi/v1.json"), cancellationToken);
                if (await JsonNode.ParseAsync(body, cancellationToken: cancellationToken) is JsonObject document)
                {
                    return (service, document);
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                LogAway(logger, service, fault.Message);
            }
        }

        return null;
    }

    public void Dispose() => gate.Dispose();

    [LoggerMessage(LogLevel.Warning, "The API document lacks the routes of {Service}: {Reason}")]
    private static partial void LogAway(ILogger logger, string service, string reason);

    private sealed record Kept(byte[] Json, bool IsComplete, DateTimeOffset Until);
}

internal static class MergedApiDocumentRegistration
{
    public static void AddMergedApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(MergedApiDocument.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton<MergedApiDocument>();
    }

    /// <summary><c>/openapi/v1.json</c>, and <c>/docs</c> to read and try it.</summary>
    public static void MapMergedApiDocument(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", async Task<IResult> (MergedApiDocument documents, HttpResponse response, CancellationToken cancellationToken) =>
        {
            if (await documents.GetAsync(cancellationToken) is not { } json)
            {
                return ErrorResults.Unavailable("No service answers yet: try again soon.");
            }

            response.Headers[HeaderNames.CacheControl] = "no-cache";
            return TypedResults.Bytes(json, "application/json");
        }).ExcludeFromDescription().AllowAnonymous();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "SwipeReview API";
            page.SwaggerEndpoint("/openapi/v1.json", "SwipeReview v1");
            page.EnablePersistAuthorization();
        });
    }
}
