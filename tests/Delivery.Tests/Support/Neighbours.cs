using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Tests.Support;

/// <summary>JobManagement, Payment and Storage as Delivery sees them: their internal routes, on a real server.</summary>
public sealed class Neighbours : IAsyncDisposable
{
    private readonly WebApplication app;

    private Neighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        app = builder.Build();
        app.Use((context, next) =>
        {
            if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 401;
                return Task.CompletedTask;
            }

            return next(context);
        });
        app.MapGet("/internal/jobs/{id:guid}", (Guid id) => Jobs.TryGetValue(id, out var job)
            ? Results.Ok(new { id, userId = job.UserId, type = "review", status = job.Status, fileId = job.FileId, fileName = job.FileName, contentType = job.ContentType, @private = false })
            : Results.NotFound());
        app.MapGet("/internal/jobs/{id:guid}/accepted-changes", (Guid id) => !Jobs.TryGetValue(id, out var job) ? Results.NotFound()
            : job.IsErased ? Results.StatusCode(410)
            : Results.Ok(new { jobId = id, fileId = job.FileId, revision = job.Revision, items = job.Accepted }));
        app.MapGet("/internal/jobs/{id:guid}/review", (Guid id) => !Jobs.TryGetValue(id, out var job) ? Results.NotFound()
            : job.IsErased ? Results.StatusCode(410)
            : Results.Ok(new
            {
                jobId = id, userId = job.UserId, fileId = job.FileId, fileName = job.FileName, contentType = job.ContentType, revision = job.Revision,
                instructions = job.Review.Instructions, @private = job.Review.Private, language = "en", createdAt = FakeReview.At, completedAt = FakeReview.At.AddSeconds(9),
                counts = job.Review.Counts, items = job.Review.Items,
            }));
        app.MapGet("/internal/payments/{id:guid}/settlement", (Guid id) => PaymentIsAway ? Results.StatusCode(500)
            : Results.Ok(new { jobId = id, settled = Settled.ContainsKey(id), acceptedChanges = Settled.GetValueOrDefault(id) }));
        app.MapGet("/internal/files/{id:guid}/content", (Guid id) => Files.TryGetValue(id, out var bytes)
            ? Results.Stream(new MemoryStream(bytes), "text/plain", entityTag: new EntityTagHeaderValue($"\"{Hash(bytes)}\""), enableRangeProcessing: true)
            : Results.NotFound());
        app.MapPut("/internal/artifacts/{id:guid}", PutArtifactAsync);
    }

    public ConcurrentDictionary<Guid, FakeJob> Jobs { get; } = new();

    /// <summary>Accepted changes that Payment says are settled, by job.</summary>
    public ConcurrentDictionary<Guid, int> Settled { get; } = new();

    public ConcurrentDictionary<Guid, byte[]> Files { get; } = new();

    /// <summary>Name and type under which an artifact was stored, and how often it was sent.</summary>
    public ConcurrentDictionary<Guid, (Guid Owner, string Name, string ContentType, int Times)> Artifacts { get; } = new();

    public bool PaymentIsAway { get; set; }

    /// <summary>Artifacts of these owners are refused with 500 so many times.</summary>
    public ConcurrentDictionary<Guid, int> RefusalsLeft { get; } = new();

    /// <summary>For these owners Storage is away, as 503 says, so many times.</summary>
    public ConcurrentDictionary<Guid, int> OutagesLeft { get; } = new();

    public string Address => app.Urls.Single();

    public static async Task<Neighbours> StartAsync()
    {
        var neighbours = new Neighbours();
        await neighbours.app.StartAsync();
        return neighbours;
    }

    /// <summary>What a report of the job is to tell of; paid for.</summary>
    public void Review(Guid jobId, FakeReview review)
    {
        Jobs[jobId].Review = review;
        Settled[jobId] = review.Items.Count(item => item.State == "accepted");
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<IResult> PutArtifactAsync(Guid id, Guid ownerId, string name, string contentType, HttpRequest request)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory);
        foreach (var (left, status) in ((ConcurrentDictionary<Guid, int>, int)[])[(RefusalsLeft, 500), (OutagesLeft, 503)])
        {
            if (left.GetValueOrDefault(ownerId) > 0)
            {
                left[ownerId]--;
                return Results.StatusCode(status);
            }
        }

        var bytes = memory.ToArray();
        Files[id] = bytes;
        Artifacts.AddOrUpdate(id, _ => (ownerId, name, contentType, 1), (_, old) => old with { Times = old.Times + 1 });
        return Results.Ok(new { id, ownerId, name, size = bytes.Length, contentType, sha256 = Hash(bytes), status = "ready" });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

public sealed record FakeJob(Guid UserId, Guid FileId, string FileName, string ContentType, IReadOnlyList<FakeChange> Accepted)
{
    public string Status { get; set; } = "ready";

    public long Revision { get; set; } = 1;

    public bool IsErased { get; set; }

    public FakeReview Review { get; set; } = new([]);
}

/// <summary>What JobManagement tells of a whole review.</summary>
public sealed record FakeReview(IReadOnlyList<FakeReviewedChange> Items, string? Instructions = null, bool Private = false)
{
    public static readonly DateTimeOffset At = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);

    public object Counts => new
    {
        total = Items.Count, pending = Of("pending"), accepted = Of("accepted"), rejected = Of("rejected"), skipped = Of("skipped"),
    };

    private int Of(string state) => Items.Count(item => item.State == state);
}

public sealed record FakeReviewedChange(
    Guid ChangeId, string Before, string Original, string Replacement, string After, string State, FakeDecision? Decision = null, FakeSettlement? SettledBy = null,
    string Category = "spelling", string? Reason = "It is a misspelling.", string Provider = "local", string? Model = "harper", bool LeftMachine = false)
{
    public string BlockId => "p1";

    public string BlockKind => "paragraph";

    public int Start => Before.Length;

    public int End => Before.Length + Original.Length;

    public string Pattern => $"{Category}:{Original}>{Replacement}";

    public double Confidence => 0.9;
}

public sealed record FakeDecision(string Action, DateTimeOffset DecidedAt, string? Replacement = null);

public sealed record FakeSettlement(Guid ChangeId, string Reason);

public sealed record FakeChange(
    Guid ChangeId, string BlockId, int Start, int End, string Original, string Replacement, string Category, string Provider, DateTimeOffset DecidedAt);
