namespace SwipeReview.Documents.Editing;

/// <summary>Brings edits into document order and refuses a set that contradicts itself.</summary>
internal static class EditOrder
{
    public readonly record struct Ordered(TextEdit Edit, int Index);

    public readonly record struct BlockEdits(int Block, List<Ordered> Edits);

    /// <summary>Blocks in reading order, each with its edits from left to right; insertions at one place in the order given.</summary>
    public static List<BlockEdits> Sort(IReadOnlyCollection<TextEdit> edits, Dictionary<string, int> blocks, Func<TextEdit, EditRefusal?> check)
    {
        foreach (var edit in edits)
        {
            if (check(edit) is { } refusal)
                throw DocumentException.Broken($"A change can't be applied: {refusal.Message}");
        }

        return [.. edits.Select((edit, index) => new Ordered(edit, index))
            .GroupBy(e => blocks[e.Edit.BlockId])
            .OrderBy(g => g.Key)
            .Select(g => new BlockEdits(g.Key, InOrder(g)))];
    }

    static List<Ordered> InOrder(IEnumerable<Ordered> edits)
    {
        // OrderBy is stable: equal places keep the order given. An insertion comes before the span that begins where it stands.
        var sorted = edits.OrderBy(e => e.Edit.Start).ThenBy(e => e.Edit.End > e.Edit.Start).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Edit.Start < sorted[i - 1].Edit.End)
                throw DocumentException.Broken("Two accepted changes overlap.");
        }

        return sorted;
    }
}
