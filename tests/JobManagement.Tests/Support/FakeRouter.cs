using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Tests.Support;

public sealed record AskedBlock(string Id, string Kind, string Text);

public sealed record Asked(
    Guid RequestId, Guid JobId, Guid UserId, string Task, string? Instructions, bool Private, string? Provider, string? Language, AskedBlock[] Blocks, AskedContext? Context = null,
    bool KeepNumbers = false, string? Tier = null);

public sealed record AskedContext(string? Title, string? Before, string? After, string[]? Glossary = null);

public sealed record Answer(
    string BlockId, int Start, int End, string Original, string Replacement, string Category, string Pattern, double Confidence,
    string? Reason = null, string Provider = "local", string? Model = "rules", bool LeftMachine = false,
    string? PromptVersion = null, int? LatencyMs = null, Money? Cost = null, bool? CacheHit = null);

/// <summary>
/// LlmRouter's internal route. Knows three mistakes: "teh" (sure), "alot" (less sure) and "utilize". Tests may hold a
/// request, refuse it, or answer it themselves.
/// </summary>
public sealed partial class FakeRouter : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Asked> requests = new();

    private FakeRouter()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/internal/proposals", AnswerAsync);
    }

    public string Address => app.Urls.Single();

    /// <summary>Runs before the answer; a result replaces it.</summary>
    public ConcurrentDictionary<Guid, Func<Asked, CancellationToken, Task<IResult?>>> ByUser { get; } = new();

    public IEnumerable<Asked> RequestsOf(Guid userId) => requests.Where(asked => asked.UserId == userId);

    public static async Task<FakeRouter> StartAsync()
    {
        var router = new FakeRouter();
        await router.app.StartAsync();
        return router;
    }

    /// <param name="unread">Blocks that nobody could read, with the reason.</param>
    public static IResult Reply(IEnumerable<Answer> items, string cost = "0.0000", params (string BlockId, string Reason)[] unread) => Results.Ok(new
    {
        provider = "local", model = "rules", items, dropped = 0, cost = new { amount = cost, currency = "USD" },
        unread = unread.Select(block => new { block.BlockId, block.Reason }), skipped = Array.Empty<object>(), droppedBy = new { },
    });

    public static IResult Refuse(int status, string code, string message, string? field = null) => Results.Json(
        new { success = false, error = new { code, message, details = new { field } }, requestId = "req_12345678", timestamp = TimeProvider.System.GetUtcNow() }, statusCode: status);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        requests.Enqueue(asked);
        if (ByUser.TryGetValue(asked.UserId, out var before) && await before(asked, cancellationToken) is { } answer)
        {
            return answer;
        }

        return Reply(asked.Blocks.SelectMany(block => Mistake.Matches(block.Text).Select(found => Correct(block.Id, found))));
    }

    private static Answer Correct(string blockId, Match found) => found.Value switch
    {
        "teh" => new(blockId, found.Index, found.Index + 3, "teh", "the", "spelling", "spelling:teh>the", 0.99, "A common slip."),
        "alot" => new(blockId, found.Index, found.Index + 4, "alot", "a lot", "spelling", "spelling:alot>a lot", 0.9),
        _ => new(blockId, found.Index, found.Index + 7, "utilize", "use", "word-choice", "word-choice:utilize>use", 0.6),
    };

    [GeneratedRegex(@"\b(?:teh|alot|utilize)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mistake { get; }
}
