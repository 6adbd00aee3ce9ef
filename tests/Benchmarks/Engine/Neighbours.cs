using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>Storage and LlmRouter as the engine sees them, with an answer at once: two files of one person, and a model that knows one mistake.</summary>
internal sealed partial class Neighbours : IAsyncDisposable
{
    private readonly WebApplication app;

    private Neighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/internal/files/{id:guid}", (Guid id) => new
        {
            id, OwnerId = Owner, Name = "letter.txt", Size = Text(id).Length, ContentType = "text/plain", Sha256 = "", Status = "ready", CreatedAt = TimeProvider.System.GetUtcNow(),
        });
        app.MapGet("/internal/files/{id:guid}/content", (Guid id) => Results.Bytes(Text(id), "text/plain"));
        app.MapPost("/internal/proposals", Propose);
    }

    public Guid Owner { get; } = Guid.CreateVersion7();

    /// <summary>Nothing in it: a job without work, but for a look at the file.</summary>
    public Guid Blank { get; } = Guid.CreateVersion7();

    /// <summary>Fifty mistakes.</summary>
    public Guid Letter { get; } = Guid.CreateVersion7();

    public string Address => app.Urls.Single();

    public static async Task<Neighbours> StartAsync()
    {
        var neighbours = new Neighbours();
        await neighbours.app.StartAsync();
        return neighbours;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private byte[] Text(Guid file) => Encoding.UTF8.GetBytes(file == Letter ? string.Join("\n\n", Enumerable.Range(1, 50).Select(i => $"Number {i} is teh one.")) : "\n");

    private static object Propose(Asked asked) => new
    {
        provider = "local",
        model = "rules",
        items = asked.Blocks.SelectMany(block => Mistake.Matches(block.Text).Select(found => new
        {
            blockId = block.Id, start = found.Index, end = found.Index + found.Length, original = found.Value, replacement = "the", category = "spelling",
            pattern = "spelling:teh>the", confidence = 0.99, provider = "local", model = "rules", leftMachine = false,
        })),
        dropped = 0,
        cost = new { amount = "0.0000", currency = "USD" },
        unread = Array.Empty<object>(),
        skipped = Array.Empty<object>(),
        droppedBy = new { },
    };

    private sealed record Asked(Block[] Blocks);

    private sealed record Block(string Id, string Text);

    [GeneratedRegex(@"\bteh\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mistake { get; }
}
