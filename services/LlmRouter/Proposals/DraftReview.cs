using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// What stands between a model and a person: locates each draft by its quote, cuts it down to what it changes, and
/// drops what changes nothing, does too much, or reaches where nobody may write. Drafts that exclude each other are all
/// proposed: a person chooses.
/// </summary>
internal sealed class DraftReview
{
    // A correction leaves at least half of a passage's words; what leaves fewer is a rewrite.
    private const double LeastKept = 0.5;
    private const int PassageWords = 12;

    private readonly ProposalTask task;
    private readonly List<Item> accepted = [];
    private readonly Dictionary<DropReason, int> dropped = [];

    private DraftReview(ProposalTask task) => this.task = task;

    /// <summary>A draft that may be shown, and what it changes where.</summary>
    public readonly record struct Item(TextBlock Block, Draft Draft, Edit Edit);

    /// <summary>In the order of the text; where several begin, the surest first.</summary>
    public IReadOnlyList<Item> Accepted => accepted;

    public IReadOnlyDictionary<DropReason, int> Dropped => dropped;

    public int DroppedTotal => dropped.Values.Sum();

    public static DraftReview Of(ProposalTask task, IReadOnlyList<TextBlock> blocks, IEnumerable<Draft> drafts)
    {
        var review = new DraftReview(task);
        foreach (var (block, itsDrafts) in blocks.Index().GroupJoin(drafts, block => block.Index, draft => draft.Block, (block, itsDrafts) => (block.Item, itsDrafts)))
        {
            review.Consider(block, itsDrafts);
        }

        return review;
    }

    private void Consider(TextBlock block, IEnumerable<Draft> drafts)
    {
        var spans = ProtectedSpans.Find(block.Text);
        var kept = new List<Item>();
        // The surest first: where two make the same change it stays.
        foreach (var draft in drafts.OrderByDescending(draft => draft.Confidence))
        {
            foreach (var edit in Locate(block.Text, draft))
            {
                if (Refuse(edit, spans, kept) is { } reason)
                {
                    Drop(reason);
                }
                else
                {
                    kept.Add(new Item(block, draft, edit));
                }
            }
        }

        accepted.AddRange(kept.OrderBy(item => item.Edit.Start));
    }

    private IReadOnlyList<Edit> Locate(string text, Draft draft)
    {
        if (QuoteLocator.Locate(text, draft.Quote, draft.Hint, draft.Before, draft.After) is not { } start)
        {
            Drop(DropReason.NotFound);
            return [];
        }

        var original = text.Substring(start, draft.Quote.Length);
        if (IsRewrite(original, draft.Replacement))
        {
            Drop(DropReason.Rewrite);
            return [];
        }

        return MinimalEdits.Split(start, original, draft.Replacement);
    }

    private DropReason? Refuse(Edit edit, IReadOnlyList<Range> spans, List<Item> kept)
    {
        if (edit.Original == edit.Replacement)
        {
            return DropReason.NoChange;
        }

        if (edit.Replacement.Any(letter => char.IsControl(letter) && letter != '\t') || !IsWellFormed(edit.Replacement))
        {
            return DropReason.Unprintable;
        }

        if (spans.Touches(edit))
        {
            return DropReason.Protected;
        }

        return kept.Exists(other => other.Edit == edit) ? DropReason.Repeated : null;
    }

    private bool IsRewrite(string original, string replacement) =>
        !task.MayRewrite
        && original.Count(char.IsWhiteSpace) >= PassageWords
        && MinimalEdits.Kept(original, replacement) < LeastKept;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private void Drop(DropReason reason) => dropped[reason] = dropped.GetValueOrDefault(reason) + 1;
}
