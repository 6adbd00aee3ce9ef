using System.Collections.Concurrent;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>What is asked, and for whom.</summary>
/// <param name="IsPrivate">Nothing may leave this machine.</param>
/// <param name="Wanted">Only this provider, when the user asked for one.</param>
internal sealed record Question(Guid RequestId, Payer Payer, ProviderRequest Request, bool IsPrivate, string? Wanted);

/// <summary>A proposal, the call that it came of, and how long that took to come up with it.</summary>
internal sealed record Found(DraftReview.Item Item, Call Call, int LatencyMs);

/// <summary>How a question was served, while it is and afterwards.</summary>
internal sealed class Routing(Question question)
{
    private readonly ConcurrentQueue<Call> calls = new();
    private readonly ConcurrentQueue<Found> found = new();
    private readonly List<Skip> skips = [];
    private (string Provider, string Model)? reader;
    private (string Provider, string Model)? answerer;

    public DraftReview Review { get; } = new(question.Request.Task, question.Request.Blocks, question.Request.KeepNumbers);

    public IReadOnlyCollection<Call> Calls => calls;

    /// <summary>In the order of the text.</summary>
    public IEnumerable<Found> Found
    {
        get
        {
            var order = question.Request.Blocks.Index().ToDictionary(block => block.Item.Id, block => block.Index, StringComparer.Ordinal);
            return found.OrderBy(item => order[item.Item.Block.Id]).ThenBy(item => item.Item.Edit.Start);
        }
    }

    /// <summary>Who was passed over, and why; each reason once.</summary>
    public IReadOnlyList<Skip> Skips => skips;

    /// <summary>Blocks that nobody could work on, by index, with the reason.</summary>
    public Dictionary<int, string> Unread { get; } = [];

    /// <summary>The provider that is named as the one that served it: the first that could read any of it, else the first to say that it can't. Null: nobody answered.</summary>
    public (string Provider, string Model)? Served => reader ?? answerer;

    public TimeSpan Duration { get; set; }

    public void Name(string provider, string model, bool hasRead)
    {
        lock (skips)
        {
            answerer ??= (provider, model);
            reader ??= hasRead ? (provider, model) : null;
        }
    }

    public void Add(Call call) => calls.Enqueue(call);

    public void Add(Found item) => found.Enqueue(item);

    public void Add(Skip skip)
    {
        lock (skips)
        {
            if (!skips.Exists(known => known.Provider == skip.Provider && known.Reason == skip.Reason))
            {
                skips.Add(skip);
            }
        }
    }
}
