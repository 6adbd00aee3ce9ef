using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>Where an insertion goes: beside or into which element.</summary>
/// <param name="Element">Index of the element.</param>
/// <param name="After">Whether it goes at the element's end (or after it) rather than at its begin (or before it).</param>
internal readonly record struct Anchor(int Element, bool After)
{
    /// <summary>
    /// The text that the insertion continues: that of the side it leans to (but not a link's that ends there), else of the other; else a tab or break beside it,
    /// else an object. Null when both sides are fenced text, which would swallow it.
    /// </summary>
    public static Anchor? For(WordBlock block, Piece piece)
    {
        var right = block.SegmentAt(piece.Start);
        var within = right < block.Segments.Length && block.Segments[right].TextStart < piece.Start;
        var left = within ? right : right - 1;
        Anchor? before = left >= 0 ? new(block.Segments[left].Owner, true) : null;
        Anchor? after = right < block.Segments.Length ? new(block.Segments[right].Owner, false) : null;
        var (first, second) = piece.Lean == Lean.Left && !LeavesLink(block, before, after) ? (before, after) : (after, before);
        return Best(block, first, second, WordElementKind.Text)
            ?? Best(block, first, second, WordElementKind.Glyph)
            ?? Best(block, first, second, WordElementKind.Object);
    }

    /// <summary>What is added after a link is seldom meant to be part of it.</summary>
    static bool LeavesLink(WordBlock block, Anchor? before, Anchor? after) =>
        before is { } b && after is { } a && block.Elements[b.Element].Link is > 0 and var link && block.Elements[a.Element].Link != link;

    static Anchor? Best(WordBlock block, Anchor? first, Anchor? second, WordElementKind kind) =>
        Fits(block, first, kind) ? first : Fits(block, second, kind) ? second : null;

    static bool Fits(WordBlock block, Anchor? anchor, WordElementKind kind) =>
        anchor is { } a && block.Elements[a.Element] is var element && element.Kind == kind
        && (!element.Fenced || kind == WordElementKind.Object);
}
