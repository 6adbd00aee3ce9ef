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

    /// <summary>The capability table: which tasks this provider does well enough to be asked, none for a language it doesn't know.</summary>
    bool CanDo(ProposalTask task, string? language);

    /// <exception cref="ProviderException">It did not answer, or with something that isn't an answer.</exception>
    Task<ProviderAnswer> ProposeAsync(ProviderRequest request, CancellationToken cancellationToken);

    /// <summary>Asks for a sign of life; returns when there is one.</summary>
    /// <exception cref="ProviderException">There is none.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>Where a provider's work is done, in the order in which they are asked.</summary>
internal enum ProviderClass
{
    /// <summary>Rules and small models on this machine: free and private.</summary>
    Local,

    /// <summary>A language model on this machine or its network.</summary>
    LocalModel,

    /// <summary>Text leaves the machine, and costs.</summary>
    Cloud,
}

internal static class ProviderClasses
{
    public static bool LeavesMachine(this IProposalProvider provider) => provider.Class == ProviderClass.Cloud;
}

/// <summary>One block of a document. <paramref name="Kind"/> is what the document says it is: paragraph, heading, cell, footnote, code.</summary>
internal sealed record TextBlock(string Id, string Kind, string Text);

internal sealed record ProviderRequest(ProposalTask Task, string? Instructions, string? Language, IReadOnlyList<TextBlock> Blocks);

/// <summary>A change as a provider proposes it, not yet located.</summary>
/// <param name="Block">Index of the block in the request.</param>
/// <param name="Quote">The words to be replaced, as they stand in the block.</param>
/// <param name="Pattern">Null: it follows from category and words.</param>
/// <param name="Hint">Where they start, if the provider knows.</param>
internal sealed record Draft(
    int Block, string Quote, string Replacement, string Category, string? Pattern, double Confidence, string Reason,
    int? Hint = null, string? Before = null, string? After = null);

/// <param name="Unread">Indexes of blocks that the provider could not work on, with the reason.</param>
/// <param name="InputTokens">As the provider counts; words for the local engine.</param>
internal sealed record ProviderAnswer(
    string Model, IReadOnlyList<Draft> Drafts, IReadOnlyDictionary<int, string> Unread, long InputTokens, long OutputTokens, decimal Cost);

internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);
