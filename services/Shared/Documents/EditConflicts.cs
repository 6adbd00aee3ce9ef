namespace SwipeReview.Documents;

/// <summary>Why two edits can't both be applied.</summary>
public enum EditConflictKind
{
    /// <summary>Their spans share text, or one inserts inside what the other replaces.</summary>
    Overlap,

    /// <summary>They replace the same span by different texts: the reader picks one.</summary>
    Alternatives,

    /// <summary>They do the same thing.</summary>
    Duplicate,
}

/// <summary>Two edits, by their index in the list that was asked about, that can't both be applied.</summary>
public sealed record EditConflict(int First, int Second, EditConflictKind Kind);

/// <summary>
/// Finds out, when edits are proposed, which of them exclude each other, so that a decision on one can settle the others.
/// A set without a conflict can be written together, but for what only reading it again shows: in a format with markup edits
/// may together make some, and <see cref="Document.Write"/> refuses them.
/// </summary>
public static class EditConflicts
{
    /// <summary>
    /// All pairs in conflict, each once, ordered by their places. Different insertions at one place are none: they keep the
    /// order of <paramref name="edits"/>.
    /// </summary>
    public static IReadOnlyList<EditConflict> Find(IReadOnlyList<TextEdit> edits)
    {
        var conflicts = new List<EditConflict>();
        foreach (var block in Enumerable.Range(0, edits.Count).GroupBy(i => edits[i].BlockId))
        {
            var open = new List<int>();
            foreach (var index in block.OrderBy(i => edits[i].Start).ThenBy(i => edits[i].End))
            {
                open.RemoveAll(i => edits[i].End < edits[index].Start);
                foreach (var other in open)
                {
                    if (Between(edits[other], edits[index]) is { } kind)
                        conflicts.Add(new(Math.Min(other, index), Math.Max(other, index), kind));
                }

                open.Add(index);
            }
        }

        return conflicts;
    }

    /// <summary>Null when both can be applied.</summary>
    public static EditConflictKind? Between(TextEdit first, TextEdit second)
    {
        if (first.BlockId != second.BlockId)
            return null;
        if (first.Span == second.Span)
        {
            return first.Replacement == second.Replacement ? EditConflictKind.Duplicate
                : first.Span.Length > 0 ? EditConflictKind.Alternatives
                : null;
        }

        return first.Span.Overlaps(second.Span) || IsInside(first, second) || IsInside(second, first) ? EditConflictKind.Overlap : null;
    }

    static bool IsInside(TextEdit insertion, TextEdit edit) =>
        insertion.Span.Length == 0 && insertion.Start > edit.Start && insertion.Start < edit.End;
}
