using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Offsets are UTF-16 code units of the block's text.</summary>
/// <param name="PromptVersion">Of the task's words: <c>tighten.v2</c>.</param>
/// <param name="LatencyMs">From the question to this proposal.</param>
/// <param name="Cost">Its share of the call that it came of; null while that is under way.</param>
/// <param name="CacheHit">It comes from an answer to an equal question.</param>
internal sealed record Proposal(
    string BlockId, int Start, int End, string Original, string Replacement, string Category, string Pattern, double Confidence,
    string Reason, string Provider, string Model, bool LeftMachine, string? PromptVersion, int? LatencyMs, Money? Cost, bool? CacheHit)
{
    public static Proposal Of(Found found, string currency)
    {
        var (item, call) = (found.Item, found.Call);
        // A call that is under way has counted no proposals yet.
        var cost = call.Proposals == 0 ? null : Money.Of(call.Charge / call.Proposals, currency);
        return new Proposal(
            item.Block.Id, item.Edit.Start, item.Edit.End, item.Edit.Original, item.Edit.Replacement, item.Draft.Category,
            item.Draft.Pattern ?? Patterns.Of(item.Draft.Category, item.Edit), item.Draft.Confidence, item.Draft.Reason,
            call.Provider, call.Model, call.LeavesMachine, call.PromptVersion, found.LatencyMs, cost, cost is null ? null : call.Outcome == CallOutcome.Cached);
    }
}

internal sealed record UnreadBlock(string BlockId, string Reason);

internal sealed record SkippedProvider(string Provider, SkipReason Reason)
{
    public static IReadOnlyList<SkippedProvider> Of(IEnumerable<Skip> skips) => [.. skips.Select(skip => new SkippedProvider(skip.Provider, skip.Reason))];
}

/// <param name="Dropped">Drafts that did not become proposals.</param>
/// <param name="Unread">Blocks that no provider could work on; the others are done.</param>
/// <param name="Skipped">Providers that were passed over, or gave up on a part.</param>
/// <param name="DroppedBy">The same drafts by reason.</param>
internal sealed record ProposalSet(
    string Provider, string Model, IReadOnlyList<Proposal> Items, int Dropped, IReadOnlyList<UnreadBlock> Unread, Money Cost,
    IReadOnlyList<SkippedProvider> Skipped, IReadOnlyDictionary<DropReason, int> DroppedBy);

/// <summary>The last line of an answer that came line by line.</summary>
internal sealed record ProposalsDone(
    bool Done, Money Cost, IReadOnlyList<SkippedProvider> Skipped, IReadOnlyDictionary<DropReason, int> Dropped, IReadOnlyList<UnreadBlock> Unread,
    string Provider, string Model);

internal sealed record ProposalsLine(IReadOnlyList<Proposal> Items);
