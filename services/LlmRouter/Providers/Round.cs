using System.Collections.Concurrent;
using SwipeReview.LlmRouter.Proposals;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>A part of the text that is still to be read.</summary>
/// <param name="Why">What is said when nobody else reads it; null: it was read, if badly.</param>
internal readonly record struct OpenPassage(Passage Passage, string? Why);

/// <summary>One provider's turn.</summary>
internal sealed class Round(IProposalProvider provider, IReadOnlyList<OpenPassage> open)
{
    private readonly ConcurrentBag<OpenPassage> left = [];

    public IProposalProvider Provider => provider;

    public IReadOnlyList<OpenPassage> Open => open;

    public IReadOnlyList<OpenPassage> Left => [.. left.OrderBy(item => item.Passage.Block).ThenBy(item => item.Passage.Start)];

    public bool HasGivenUp { get; set; }

    public bool BrokeOff { get; set; }

    public void Leave(IReadOnlyList<Passage> passages, string why)
    {
        foreach (var passage in passages)
        {
            var before = open.First(item => item.Passage.Block == passage.Block && item.Passage.Start <= passage.Start && item.Passage.End >= passage.End).Why;
            // What somebody has read, if badly, is not unread.
            left.Add(new OpenPassage(passage, before is null ? null : why));
        }
    }

    public void LeaveRead(IReadOnlyList<Passage> passages)
    {
        foreach (var passage in passages)
        {
            left.Add(new OpenPassage(passage, null));
        }
    }

    public void LeaveAll(string why) => Leave([.. open.Select(item => item.Passage)], why);
}
