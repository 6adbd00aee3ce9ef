using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// What stands between models and a person: locates each draft by its quote, cuts it down to what it changes, and drops
/// what changes nothing, does too much, reaches where nobody may write, or was proposed before. Drafts of one answer that
/// exclude each other are all proposed: a person chooses. One for a request, over all answers to it; they may come at once
/// and draft by draft.
/// </summary>
internal sealed class DraftReview(ProposalTask task, IReadOnlyList<TextBlock> blocks, bool keepNumbers = false)
{
    // Shorter ones are phrases, and a phrase may be replaced whole.
    private const int PassageWords = 12;

    private readonly Lock turn = new();
    private readonly List<(Item Item, Tally Answer)>[] kept = [.. blocks.Select(_ => new List<(Item, Tally)>())];
    private readonly Protection?[] protections = new Protection?[blocks.Count];
    private readonly Tally total = new();

    /// <summary>A draft that may be shown, and what it changes where.</summary>
    public readonly record struct Item(TextBlock Block, Draft Draft, Edit Edit);

    /// <summary>In the order of the text; where several begin, the surest first.</summary>
    public IReadOnlyList<Item> Accepted
    {
        get
        {
            lock (turn)
            {
                return [.. kept.SelectMany(items => items.Select(item => item.Item).OrderBy(item => item.Edit.Start).ThenByDescending(item => item.Draft.Confidence))];
            }
        }
    }

    /// <summary>Over all answers.</summary>
    public Tally Total
    {
        get
        {
            lock (turn)
            {
                var copy = new Tally();
                copy.Add(total);
                return copy;
            }
        }
    }

    /// <summary>Takes drafts of one answer, the surest first: where two make the same change it stays.</summary>
    /// <param name="given">What the model was given, by the draft's block number.</param>
    /// <param name="tally">The answer's: counts what becomes of them.</param>
    public IReadOnlyList<Item> Consider(IEnumerable<Draft> drafts, IReadOnlyList<Passage> given, Tally tally)
    {
        lock (turn)
        {
            var counts = new Tally();
            var accepted = new List<Item>();
            foreach (var draft in drafts.OrderByDescending(draft => draft.Confidence))
            {
                if (draft.Block < 0 || draft.Block >= given.Count)
                {
                    counts.Drop(DropReason.NotFound);
                    continue;
                }

                Consider(draft, given[draft.Block], tally, counts, accepted);
            }

            tally.Add(counts);
            total.Add(counts);
            return accepted;
        }
    }

    /// <summary>Counts drafts that came to nothing before they were drafts.</summary>
    public void Drop(DropReason reason, int count, Tally tally)
    {
        lock (turn)
        {
            tally.Drop(reason, count);
            total.Drop(reason, count);
        }
    }

    private void Consider(Draft draft, Passage passage, Tally answer, Tally counts, List<Item> accepted)
    {
        var block = blocks[passage.Block];
        var protection = protections[passage.Block] ??= new Protection(block.Text, keepNumbers);
        var items = kept[passage.Block];
        foreach (var edit in Edits(draft, passage, protection, counts))
        {
            if (Refuse(edit, protection, items, answer) is { } reason)
            {
                counts.Drop(reason);
                continue;
            }

            var item = new Item(block, draft, edit);
            counts.Accept();
            items.Add((item, answer));
            accepted.Add(item);
        }
    }

    private IReadOnlyList<Edit> Edits(Draft draft, Passage passage, Protection protection, Tally counts)
    {
        var text = passage.In(blocks[passage.Block].Text);
        if (QuoteLocator.Locate(text, draft.Quote, draft.Hint, draft.Before, draft.After) is not { } place)
        {
            counts.Drop(DropReason.NotFound);
            return [];
        }

        var whole = new Edit(passage.Start + place, text.Substring(place, draft.Quote.Length), draft.Replacement);
        if (whole.Original == whole.Replacement)
        {
            counts.Drop(DropReason.NoChange);
            return [];
        }

        if (IsRewrite(whole))
        {
            counts.Drop(DropReason.Rewrite);
            return [];
        }

        // A few words that belong together go as one, unless a link stands among them that the edit leaves as it is.
        var edits = MinimalEdits.Split(whole);
        return edits is [var only] && protection.Forbids(only) ? MinimalEdits.SplitFully(only) : edits;
    }

    private static DropReason? Refuse(Edit edit, Protection protection, List<(Item Item, Tally Answer)> items, Tally answer)
    {
        if (edit.Replacement.Any(letter => char.IsControl(letter) && letter != '\t') || !IsWellFormed(edit.Replacement))
        {
            return DropReason.Unprintable;
        }

        if (protection.Forbids(edit))
        {
            return DropReason.Protected;
        }

        // Two ideas of one model are a choice; another model that had to begin again is not asked for what is there.
        return items.Exists(other => other.Item.Edit == edit) ? DropReason.Repeated
            : items.Exists(other => other.Answer != answer && Overlap(edit, other.Item.Edit)) ? DropReason.Overlap
            : null;
    }

    private bool IsRewrite(Edit edit) =>
        !task.MayRewrite
        && edit.Original.Count(char.IsWhiteSpace) >= PassageWords
        && MinimalEdits.Kept(edit.Original, edit.Replacement) < MinimalEdits.LeastKept;

    private static bool Overlap(Edit a, Edit b) => (a.Start < b.End && b.Start < a.End) || a.Start == b.Start;

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
}
