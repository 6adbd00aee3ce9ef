using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>
/// Turns the pieces of one paragraph into tracked changes. Each touched run is parted into runs that stay, runs inside
/// <c>w:del</c> and runs inside <c>w:ins</c>, all with the original's properties and with its text in the original's bytes.
/// </summary>
internal readonly ref struct WordRedline(ReadOnlySpan<byte> part, WordBlock block, Revisions revisions, List<Splice> splices)
{
    readonly ReadOnlySpan<byte> part = part;

    public void Apply(IReadOnlyList<Piece> pieces)
    {
        foreach (var run in ElementEdit.Spread(part, block, pieces).Values.ChunkBy(e => e.Element.Run))
        {
            var markup = new WordMarkup(part, block, run[0].Element.Run);
            if (run[0].Element.Run >= 0)
            {
                PartRun(block.Runs[run[0].Element.Run], run, markup);
                continue;
            }

            foreach (var edit in run)
                InsertBesideEquation(edit, markup);
        }
    }

    void PartRun(WordRun run, List<ElementEdit> edits, WordMarkup markup)
    {
        var parts = new RunParts(part, run, markup, revisions, [.. edits.SelectMany(e => e.Edits).Distinct()], splices);
        var at = Math.Max(run.TagEnd, run.Properties.End);
        var next = 0;
        foreach (var element in ElementsAround(edits[0].Index))
        {
            parts.Keep(at, element.Start);
            if (next == edits.Count || edits[next].Element != element)
                parts.Keep(element.Start, element.End);
            else if (element.Kind == WordElementKind.Text)
                PartText(edits[next++], ref parts);
            else
                PartGlyph(edits[next++], markup, ref parts);
            at = element.End;
        }

        parts.Keep(at, run.Start + part[run.Start..run.End].LastIndexOf("</"u8));
        parts.Finish();
    }

    static void PartText(ElementEdit edit, ref RunParts parts)
    {
        var at = edit.Element.VisibleStart;
        foreach (var change in edit.Changes)
        {
            parts.KeepText(at, change.ByteStart);
            parts.DeleteText(change.ByteStart, change.ByteEnd, change.Edit);
            parts.Insert(change.Text, change.Edit);
            at = change.ByteEnd;
        }

        parts.KeepText(at, edit.Element.VisibleEnd);
    }

    static void PartGlyph(ElementEdit edit, WordMarkup markup, ref RunParts parts)
    {
        var element = edit.Element;
        var properties = element.Kind == WordElementKind.Object && markup.StandsAlone(element) ? markup.PropertiesNear(element) : null;
        foreach (var change in edit.Changes.Where(c => c.End == element.Text.Start))
            parts.Insert(change.Text, change.Edit, properties);
        if (edit.IsReplaced)
        {
            var change = edit.Changes.Find(c => c.End > c.Start);
            parts.DeleteElement(element.Start, element.End, change.Edit);
            parts.Insert(change.Text, change.Edit);
        }
        else
        {
            parts.Keep(element.Start, element.End);
        }

        foreach (var change in edit.Changes.Where(c => c.Start == element.Text.End))
            parts.Insert(change.Text, change.Edit, properties);
    }

    void InsertBesideEquation(ElementEdit edit, WordMarkup markup)
    {
        var element = edit.Element;
        foreach (var change in edit.Changes)
        {
            var at = change.Start == element.Text.Start ? element.Start : element.End;
            var parts = new RunParts(part, new WordRun(at, at, at, default, 0, false), markup, revisions, [change.Edit], splices);
            parts.Insert(change.Text, change.Edit, markup.PropertiesNear(element));
            parts.Finish();
        }
    }

    /// <summary>The elements of the run that the one at <paramref name="index"/> is in. They are neighbours: equations stand between runs.</summary>
    ReadOnlySpan<WordElement> ElementsAround(int index)
    {
        int first = index, end = index + 1, run = block.Elements[index].Run;
        while (first > 0 && block.Elements[first - 1].Run == run)
            first--;
        while (end < block.Elements.Length && block.Elements[end].Run == run)
            end++;
        return block.Elements.AsSpan(first..end);
    }
}
