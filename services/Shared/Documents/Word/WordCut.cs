using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>
/// Turns the pieces of one paragraph into splices. New text takes the place, and with it the properties, of the first touched
/// character; an element goes when its last character does, a run when its last element does and nothing else is in it.
/// </summary>
internal readonly ref struct WordCut(ReadOnlySpan<byte> part, WordBlock block, List<Splice> splices)
{
    readonly ReadOnlySpan<byte> part = part;
    readonly WordMarkup markup = new(part, block);
    readonly SortedDictionary<int, ElementEdit> edits = [];

    public void Apply(IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Start == piece.End)
                Insert(piece);
            else
                Replace(piece);
        }

        var emptied = edits.Values.Where(e => e.IsEmptied && e.Element.Run >= 0).CountBy(e => e.Element.Run).ToDictionary();
        var lastRun = -1;
        foreach (var edit in edits.Values)
        {
            var index = edit.Element.Run;
            if (index >= 0 && block.Runs[index] is var run && !run.HoldsMore && emptied.GetValueOrDefault(index) == run.Elements)
            {
                if (index != lastRun)
                    splices.Add(new(run.Start, run.End - run.Start, default));
                lastRun = index;
            }
            else if (edit.Element.Kind == WordElementKind.Text)
            {
                CutText(edit);
            }
            else
            {
                CutGlyph(edit);
            }
        }
    }

    void Insert(Piece piece)
    {
        if (Anchor.For(block, piece) is not { } anchor)
            return;
        var at = block.SegmentAt(piece.Start);
        var segment = anchor.After && (at == block.Segments.Length || block.Segments[at].TextStart == piece.Start) ? at - 1 : at;
        var position = block.Segments[segment].ByteAt(piece.Start, part);
        Of(anchor.Element).Changes.Add(new(piece.Start, piece.Start, position, position, piece.Replacement));
    }

    void Replace(Piece piece)
    {
        var text = piece.Replacement;
        for (var i = block.SegmentAt(piece.Start); i < block.Segments.Length && block.Segments[i].TextStart < piece.End;)
        {
            var first = block.Segments[i];
            var last = first;
            while (++i < block.Segments.Length && block.Segments[i] is var next && next.Owner == first.Owner && next.TextStart < piece.End)
                last = next;
            int start = Math.Max(piece.Start, first.TextStart), end = Math.Min(piece.End, last.TextEnd);
            Of(first.Owner).Changes.Add(new(start, end, first.ByteAt(start, part), last.ByteAt(end, part), text));
            text = "";
        }
    }

    ElementEdit Of(int element)
    {
        if (!edits.TryGetValue(element, out var edit))
            edits.Add(element, edit = new(block.Elements[element]));
        return edit;
    }

    void CutText(ElementEdit edit)
    {
        var element = edit.Element;
        if (edit.IsEmptied)
        {
            splices.Add(new(element.Start, element.End - element.Start, default));
            return;
        }

        var parts = edit.Changes.Exists(c => WordGlyphs.Needed(c.Text));
        if (!element.Preserves && (parts || edit.HasOuterWhiteSpace(block.Block.Text)))
        {
            // From now on all white space in the element counts, so what didn't count until now has to go.
            splices.Add(markup.PreserveSpace(element));
            Remove(element.ContentStart, element.VisibleStart);
            Remove(element.VisibleEnd, element.ContentEnd);
        }

        foreach (var change in edit.Changes)
            splices.Add(new(change.ByteStart, change.ByteEnd - change.ByteStart, markup.Text(change.Text)));
    }

    /// <summary>An element that is one character can't take text in: text goes beside it or in its place.</summary>
    void CutGlyph(ElementEdit edit)
    {
        var element = edit.Element;
        var before = string.Concat(edit.Changes.Where(c => c.Start == element.Text.Start).Select(c => c.Text));
        var after = string.Concat(edit.Changes.Where(c => c.Start == element.Text.End).Select(c => c.Text));
        if (edit.Changes.Exists(c => c.End > c.Start))
        {
            splices.Add(new(element.Start, element.End - element.Start, markup.Element(before + after)));
            return;
        }

        if (before.Length > 0)
            splices.Add(markup.Beside(element, before, after: false));
        if (after.Length > 0)
            splices.Add(markup.Beside(element, after, after: true));
    }

    void Remove(int start, int end)
    {
        if (start < end)
            splices.Add(new(start, end - start, default));
    }
}
