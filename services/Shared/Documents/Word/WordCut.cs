using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>
/// Turns the pieces of one paragraph into splices. New text takes the place, and with it the properties, of the first touched
/// character; an element goes when its last character does, a run when its last element does and nothing else is in it.
/// </summary>
internal readonly ref struct WordCut(ReadOnlySpan<byte> part, WordBlock block, List<Splice> splices)
{
    readonly ReadOnlySpan<byte> part = part;

    public void Apply(IReadOnlyList<Piece> pieces)
    {
        foreach (var run in ElementEdit.Spread(part, block, pieces).Values.ChunkBy(e => e.Element.Run))
        {
            if (run[0].Element.Run >= 0 && block.Runs[run[0].Element.Run] is { HoldsMore: false } whole && run.Count(e => e.IsEmptied) == whole.Elements)
            {
                splices.Add(new(whole.Start, whole.End - whole.Start, default, [.. run.SelectMany(e => e.Edits).Distinct()]));
                continue;
            }

            var markup = new WordMarkup(part, block, run[0].Element.Run);
            foreach (var edit in run)
            {
                if (edit.Element.Kind == WordElementKind.Text)
                    CutText(edit, markup);
                else
                    CutGlyph(edit, markup);
            }
        }
    }

    void CutText(ElementEdit edit, WordMarkup markup)
    {
        var element = edit.Element;
        if (edit.IsEmptied)
        {
            splices.Add(new(element.Start, element.End - element.Start, default, edit.Edits));
            return;
        }

        var parts = edit.Changes.Exists(c => WordGlyphs.Needed(c.Text));
        if (!element.Preserves && (parts || edit.HasOuterWhiteSpace(block.Block.Text)))
        {
            // From now on all white space in the element counts, so what didn't count until now has to go.
            splices.Add(markup.PreserveSpace(element) with { Edits = edit.Edits });
            Remove(element.ContentStart, element.VisibleStart, edit);
            Remove(element.VisibleEnd, element.ContentEnd, edit);
        }

        foreach (var change in edit.Changes)
            splices.Add(new(change.ByteStart, change.ByteEnd - change.ByteStart, markup.Text(change.Text, element), change.Edit));
    }

    /// <summary>An element that is one character can't take text in: text goes beside it or in its place.</summary>
    void CutGlyph(ElementEdit edit, WordMarkup markup)
    {
        var element = edit.Element;
        var before = string.Concat(edit.Changes.Where(c => c.Start == element.Text.Start).Select(c => c.Text));
        var after = string.Concat(edit.Changes.Where(c => c.Start == element.Text.End).Select(c => c.Text));
        if (edit.IsReplaced)
        {
            splices.Add(new(element.Start, element.End - element.Start, markup.Element(before + after), edit.Edits));
            return;
        }

        if (before.Length > 0)
            splices.Add(markup.Beside(element, before, after: false) with { Edits = edit.Edits });
        if (after.Length > 0)
            splices.Add(markup.Beside(element, after, after: true) with { Edits = edit.Edits });
    }

    void Remove(int start, int end, ElementEdit edit)
    {
        if (start < end)
            splices.Add(new(start, end - start, default, edit.Edits));
    }
}
