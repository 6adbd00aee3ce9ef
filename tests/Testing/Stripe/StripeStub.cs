using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace SwipeReview.Testing.Stripe;

/// <summary>
/// Stripe as a program sees it, on a free loopback port: its wire format, its memory of idempotency keys (5xx answers
/// included), its events, and on demand its bad days. What people do on its pages is done through <see cref="Books"/>.
/// </summary>
public sealed class StripeStub : IAsyncDisposable
{
    public const string ApiKey = "sk_test_of_the_stub";
    public const string Secret = "whsec_of_the_stub";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, StoredAnswer> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StripeCall> calls = new();
    private int replays;

    private StripeStub(bool isLive)
    {
        Books = new StripeBooks(isLive);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public StripeBooks Books { get; }

    /// <summary>Every call that got as far as being understood, tries again included.</summary>
    public IReadOnlyCollection<StripeCall> Calls => calls;

    /// <summary>Asked of each call; none by default.</summary>
    public Func<StripeCall, StripeFault> Fault { get; set; } = _ => StripeFault.None;

    /// <summary>Runs before a call is done: it may wait, or kill the caller.</summary>
    public Func<StripeCall, Task> Arrived { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs when a call is done and before it is answered.</summary>
    public Func<StripeCall, Task> Done { get; set; } = _ => Task.CompletedTask;

    /// <param name="isLive">What its objects say, whatever key is used: true is a mix-up.</param>
    public static async Task<StripeStub> StartAsync(bool isLive = false)
    {
        var stub = new StripeStub(isLive);
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>Payment's configuration for it.</summary>
    public (string Name, string Value)[] Settings() =>
    [
        ("Payment:Stripe:ApiKey", ApiKey),
        ("Payment:Stripe:BaseUrl", Address.ToString()),
        ("Payment:Stripe:WebhookSecrets:0", Secret),
        ("Payment:Stripe:Pause", "00:00:00.01"),
        ("Payment:Stripe:Prices:pro", "price_pro"),
        ("Payment:Stripe:Prices:enterprise", "price_enterprise"),
        ("Payment:Checkout:WebAddress", "https://swipereview.example"),
    ];

    /// <summary>How often an answer was given again to its key.</summary>
    public int Replays => Volatile.Read(ref replays);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var call = await ReadAsync(http.Request);
        if (http.Request.Headers.Authorization != $"Bearer {ApiKey}")
        {
            await WriteAsync(http, StripeAnswer.Error(401, "invalid_request_error", null, "Invalid API Key provided."));
            return;
        }

        if (http.Request.Headers["Stripe-Version"] != StripeShapes.ApiVersion)
        {
            await WriteAsync(http, StripeAnswer.Error(400, "invalid_request_error", null, "The stub speaks one version, and it was asked for another."));
            return;
        }

        calls.Enqueue(call);
        await Arrived(call);
        var fault = Fault(call);
        if (fault == StripeFault.LostRequest)
        {
            http.Abort();
            return;
        }

        var answer = fault switch
        {
            StripeFault.LockTimeout => StripeAnswer.Error(409, "invalid_request_error", "lock_timeout", "This object cannot be accessed right now."),
            StripeFault.KeyInUse => StripeAnswer.Error(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotent Key."),
            StripeFault.TooMany => StripeAnswer.Error(429, "invalid_request_error", "rate_limit", "Too many requests."),
            _ => Remember(call, fault),
        };
        await Done(call);
        if (fault == StripeFault.LostAnswer)
        {
            http.Abort();
            return;
        }

        await WriteAsync(http, answer);
    }

    /// <summary>The first answer to a key is the only one; refusals and 4xx are not kept, 5xx are.</summary>
    private StripeAnswer Remember(StripeCall call, StripeFault fault)
    {
        if (call is not { IsPost: true, Key: { } key })
        {
            return fault is StripeFault.Failed or StripeFault.FailedAfterwards ? StripeAnswer.Failure() : Books.Do(call);
        }

        var stored = answers.GetOrAdd(key, _ => new StoredAnswer());
        if (!Monitor.TryEnter(stored, TimeSpan.FromSeconds(1)))
        {
            return StripeAnswer.Error(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotent Key.");
        }

        try
        {
            var fields = string.Join('&', call.Fields.Select(field => $"{field.Key}={field.Value}"));
            if (stored.Answer is { } earlier)
            {
                return stored.Fields == (call.Path, fields)
                    ? earlier with { IsReplayed = true }
                    : StripeAnswer.Error(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.");
            }

            var answer = fault == StripeFault.Failed ? StripeAnswer.Failure() : Books.Do(call);
            if (fault == StripeFault.FailedAfterwards)
            {
                answer = StripeAnswer.Failure();
            }

            if (answer.Status is < 300 or >= 500)
            {
                (stored.Fields, stored.Answer) = ((call.Path, fields), answer);
            }

            return answer;
        }
        finally
        {
            Monitor.Exit(stored);
        }
    }

    private static async Task<StripeCall> ReadAsync(HttpRequest request)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        foreach (var (name, value) in QueryHelpers.ParseQuery(request.Method == "POST" ? body : request.QueryString.Value))
        {
            fields[name] = value.ToString();
        }

        return new StripeCall(request.Method, request.Path.Value ?? "", fields, request.Headers["Idempotency-Key"].FirstOrDefault());
    }

    private Task WriteAsync(HttpContext http, StripeAnswer answer)
    {
        Books.Seen(JsonNode.Parse(answer.Body)!.AsObject());
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        if (answer.IsReplayed)
        {
            Interlocked.Increment(ref replays);
            http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        return http.Response.WriteAsync(answer.Body);
    }

    private sealed class StoredAnswer
    {
        public (string Path, string Fields) Fields { get; set; }

        public StripeAnswer? Answer { get; set; }
    }
}

internal sealed record StripeAnswer(int Status, string Body, bool IsReplayed = false)
{
    public static StripeAnswer Of(JsonNode body) => new(200, body.ToJsonString());

    public static StripeAnswer Error(int status, string type, string? code, string message) =>
        new(status, new JsonObject { ["error"] = code is null
            ? new JsonObject { ["type"] = type, ["message"] = message }
            : new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message } }.ToJsonString());

    public static StripeAnswer Failure() => Error(500, "api_error", null, "An unknown error occurred.");

    public static StripeAnswer NotFound() => Error(404, "invalid_request_error", "resource_missing", "No such object.");
}
