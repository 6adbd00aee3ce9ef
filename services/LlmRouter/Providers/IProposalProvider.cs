using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Something that makes proposals. Registered ones are configured; what isn't configured isn't there.</summary>
internal interface IProposalProvider
{
    /// <summary>As in the API: <c>local</c>, <c>ollama</c>, <c>openai</c>, <c>anthropic</c>.</summary>
    string Name { get; }

    /// <summary>The model that answers, as its maker calls it.</summary>
    string Model { get; }

    ProviderClass Class { get; }

    /// <summary>What is free is never stopped by a budget.</summary>
    Price Price => Price.Free;

    ProviderLimits Limits => ProviderLimits.None;

    /// <summary>Open: it failed too often, and is left alone for a while.</summary>
    CircuitState Breaker => CircuitState.Closed;

    /// <summary>Whether this provider does a task well enough to be asked; none in a language that it doesn't know.</summary>
    bool CanDo(ProposalTask task, string? language);

    /// <summary>The calls that it takes to work on these passages; one for all, unless a window sets bounds.</summary>
    /// <exception cref="ProviderException">It has no room for such a request.</exception>
    IEnumerable<ProviderCall> Plan(ProviderRequest request, IReadOnlyList<Passage> passages) =>
        [new ProviderCall(request.Of(passages), passages)];

    /// <summary>All that its answer depends on, beside itself.</summary>
    object CacheKey(ProviderRequest request) =>
        new { request.Task.PromptVersion, request.Instructions, request.Language, Blocks = request.Blocks.Select(block => new { block.Kind, block.Text }) };

    /// <summary>What a call may cost at most.</summary>
    decimal MostItCosts(ProviderRequest request) => 0;

    /// <param name="found">Told of drafts as they come; all of them are in the answer again.</param>
    /// <exception cref="ProviderException">It did not answer, or with something that isn't an answer.</exception>
    Task<ProviderAnswer> ProposeAsync(ProviderRequest request, Action<IReadOnlyList<Draft>> found, CancellationToken cancellationToken);

    /// <summary>Asks for a sign of life; returns when there is one.</summary>
    /// <returns>The models that it has, where it says so.</returns>
    /// <exception cref="ProviderException">There is none.</exception>
    Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>Where a provider's work is done, in the order in which they are asked.</summary>
internal enum ProviderClass
{
    /// <summary>Rules and small models on this machine: free and private.</summary>
    Local,

    /// <summary>A language model on this machine.</summary>
    LocalModel,

    /// <summary>Text leaves the machine, and costs.</summary>
    Cloud,
}

internal static class ProviderClasses
{
    public static bool LeavesMachine(this IProposalProvider provider) => provider.Class == ProviderClass.Cloud;
}

/// <param name="Parallel">Calls at once for one request.</param>
/// <param name="Concurrent">Calls at once for everybody, over all instances; 0 for no limit.</param>
/// <param name="CallsPerMinute">For everybody, over all instances; 0 for no limit.</param>
/// <param name="LongestWait">For a place.</param>
internal sealed record ProviderLimits(int Parallel, int Concurrent, int CallsPerMinute, TimeSpan LongestWait)
{
    public static readonly ProviderLimits None = new(1, 0, 0, TimeSpan.Zero);
}

/// <summary>One block of a document. <paramref name="Kind"/> is what the document says it is: paragraph, heading, cell, footnote, code.</summary>
internal sealed record TextBlock(string Id, string Kind, string Text);

/// <summary>What helps to understand a text and is not to be edited.</summary>
/// <param name="Glossary">Terms that are right as they stand.</param>
/// <param name="Before">Text that stands before the first block.</param>
/// <param name="After">Text that stands after the last one.</param>
internal sealed record DocumentContext(string? Title = null, IReadOnlyList<string>? Glossary = null, string? Before = null, string? After = null)
{
    public static readonly DocumentContext None = new();
}

internal sealed record ProviderRequest(
    ProposalTask Task, string? Instructions, string? Language, IReadOnlyList<TextBlock> Blocks, DocumentContext? Context = null, bool KeepNumbers = false)
{
    /// <summary>The same, of some passages alone.</summary>
    public ProviderRequest Of(IReadOnlyList<Passage> passages) =>
        this with { Blocks = [.. passages.Select(passage => Blocks[passage.Block] with { Text = passage.In(Blocks[passage.Block].Text) })] };
}

/// <summary>A call that is to be made. <paramref name="Passages"/>: where in the request its blocks are from.</summary>
internal sealed record ProviderCall(ProviderRequest Request, IReadOnlyList<Passage> Passages);

/// <summary>A change as a provider proposes it, not yet located.</summary>
/// <param name="Block">Index of the block in the call.</param>
/// <param name="Quote">The words to be replaced, as they stand in the block.</param>
/// <param name="Pattern">Null: it follows from category and words.</param>
/// <param name="Hint">Where they start, if the provider knows.</param>
internal sealed record Draft(
    int Block, string Quote, string Replacement, string Category, string? Pattern, double Confidence, string Reason,
    int? Hint = null, string? Before = null, string? After = null);

/// <param name="Unread">Indexes of blocks that the provider could not work on, with the reason.</param>
/// <param name="Usage">As the provider counts; words for the local engine.</param>
/// <param name="Malformed">Drafts that could not be read.</param>
/// <param name="Outrun">What a straggler took that was asked the same.</param>
/// <param name="MayKeep">It would be the same again: no fault of the moment is part of it.</param>
internal sealed record ProviderAnswer(
    string Model, IReadOnlyList<Draft> Drafts, IReadOnlyDictionary<int, string> Unread, TokenUsage Usage, decimal Cost, int Malformed = 0,
    TokenUsage Outrun = default, bool MayKeep = true);

internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner)
{
    public SkipReason Reason { get; init; } = SkipReason.Failed;

    /// <summary>It broke off after it had begun: another may go on, and it may be asked once more.</summary>
    public bool IsMidway { get; init; }

    /// <summary>Another text may get an answer.</summary>
    public bool IsAboutTheText { get; init; }

    /// <summary>What it took in vain; nobody is charged for it.</summary>
    public TokenUsage Used { get; init; }
}
