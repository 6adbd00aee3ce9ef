using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults;

/// <summary>
/// <c>Idempotency-Key</c>: the key's row, the handler's rows and its messages commit together, so that a key has exactly
/// one effect however often, and however much at once, it comes. The second caller waits on the first one's row and
/// gets its answer. A refused request (4xx, 5xx) leaves no trace and may be tried again with the same key.
/// </summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 255;
    private const long LongestBody = 1024 * 1024;
    private static readonly object BodyIdentity = new();

    /// <summary>
    /// For a body that is streamed and so can't be read again: says what it was (a hash), while the route's parameters
    /// are bound, so that another body under the same key is told apart.
    /// </summary>
    public static void IdentifyBody(this HttpContext http, string identity) => http.Items[BodyIdentity] = identity;

    public static RouteHandlerBuilder WithIdempotencyKey<TContext>(this RouteHandlerBuilder route)
        where TContext : ServiceDbContext =>
        route.WithMetadata(new TakesIdempotencyKey()).AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            if (http.Request.Headers[Header] is not [{ } key])
            {
                return await next(invocation);
            }

            if (key.Length is 0 or > LongestKey)
            {
                return ErrorResults.Validation($"The Idempotency-Key must have 1 to {LongestKey} characters.", Header);
            }

            var user = CurrentUser.From(http.User) ?? throw new InvalidOperationException("Idempotency needs a signed-in person.");
            var db = http.RequestServices.GetRequiredService<TContext>();
            return await RunOnceAsync(db, http, user.Id, key, () => next(invocation));
        });

    /// <summary>
    /// For a filter around <see cref="WithIdempotencyKey"/>, which runs when everything is committed: what a handler that
    /// succeeded returned, or what it returned when the key came first. Null when it was refused.
    /// </summary>
    public static T? ValueOf<T>(object? answer)
        where T : class => answer switch
        {
            Replay { Status: >= 200 and < 300, Body: { } body } => JsonSerializer.Deserialize<T>(body, ApiJson.Options),
            INestedHttpResult nested => ValueOf<T>(nested.Result),
            IValueHttpResult<T> result => result.Value,
            _ => null,
        };

    /// <summary>JSON bodies are kept readable for the hash; streamed ones are told apart by <see cref="IdentifyBody"/>, or by route alone.</summary>
    internal static void UseIdempotencyBuffering(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesIdempotencyKey>() is not null
            && context.Request.Headers.ContainsKey(Header) && context.Request.HasJsonContentType())
        {
            context.Request.EnableBuffering(bufferThreshold: 64 * 1024, LongestBody);
        }

        return next(context);
    });

    private static async Task<object?> RunOnceAsync(ServiceDbContext db, HttpContext http, Guid userId, string key, Func<ValueTask<object?>> handler)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow();
        var expired = now - Housekeeping.IdempotencyLifetime;
        var hash = await HashAsync(http);
        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        await db.Database.ExecuteSqlAsync($"delete from idempotency_keys where user_id = {userId} and key = {key} and created_at < {expired}");
        var isFirst = await db.Database.ExecuteSqlAsync($"""
            insert into idempotency_keys (user_id, key, request_hash, created_at) values ({userId}, {key}, {hash}, {now}) on conflict do nothing
            """) == 1;
        if (!isFirst)
        {
            var stored = await db.Database.SqlQuery<StoredAnswer>($"""
                select request_hash as "RequestHash", status as "Status", location as "Location", body as "Body" from idempotency_keys where user_id = {userId} and key = {key}
                """).SingleAsync(http.RequestAborted);
            return stored.RequestHash == hash
                ? new Replay(stored.Status, stored.Location, stored.Body)
                : new ErrorResult(422, ErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used with another request.");
        }

        var answer = await CaptureAsync(http, await handler());
        if (answer.Status is >= 200 and < 300)
        {
            await db.Database.ExecuteSqlAsync($"""
                update idempotency_keys set status = {answer.Status}, location = {answer.Location}, body = {answer.Body}
                where user_id = {userId} and key = {key}
                """);
            await transaction.CommitAsync(http.RequestAborted);
        }

        return answer;
    }

    private static async Task<string> HashAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"));
        if (http.Items.TryGetValue(BodyIdentity, out var identity))
        {
            hash.AppendData(Encoding.UTF8.GetBytes((string)identity!));
        }
        else if (http.Request.Body.CanSeek)
        {
            http.Request.Body.Position = 0;
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Runs the result into memory: nothing reaches the client before the transaction is committed.</summary>
    private static async Task<Replay> CaptureAsync(HttpContext http, object? result)
    {
        var client = http.Response.Body;
        using var memory = new MemoryStream();
        http.Response.Body = memory;
        try
        {
            if (result is IResult typed)
            {
                await typed.ExecuteAsync(http);
            }
            else
            {
                await http.Response.WriteAsJsonAsync(result, http.RequestAborted);
            }

            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = client;
        }

        var body = memory.Length == 0 ? null : Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
        return new Replay(http.Response.StatusCode, http.Response.Headers.Location.FirstOrDefault(), body);
    }

    private sealed record StoredAnswer(string RequestHash, int Status, string? Location, string? Body);

    private sealed record Replay(int Status, string? Location, string? Body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            httpContext.Response.Headers.ContentLength = null;
            if (Location is not null)
            {
                httpContext.Response.Headers.Location = Location;
            }

            if (Body is null)
            {
                return Task.CompletedTask;
            }

            httpContext.Response.ContentType = "application/json; charset=utf-8";
            return httpContext.Response.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>Marks a route for the API document and for the buffering of its body.</summary>
internal sealed class TakesIdempotencyKey;
