namespace SwipeReview.Documents.Tests.Support;

/// <summary>Random edits that <see cref="Document.Check"/> takes and that don't overlap.</summary>
static class RandomEdits
{
    public static List<TextEdit> For(Document document, Random random, int count, string[] replacements)
    {
        var edits = new List<TextEdit>();
        for (var tries = 0; edits.Count < count && tries < count * 20; tries++)
        {
            var block = document.Blocks[random.Next(document.Blocks.Count)];
            var start = random.Next(block.Text.Length + 1);
            var end = Math.Min(block.Text.Length, start + random.Next(12));
            var edit = new TextEdit(block.Id, start, end, block.Text[start..end], replacements[random.Next(replacements.Length)]);
            if (document.Check(edit) is null && !edits.Exists(e => Clash(e, edit)))
                edits.Add(edit);
        }

        return edits;
    }

    static bool Clash(TextEdit a, TextEdit b) => a.BlockId == b.BlockId
        && (a.Span.Overlaps(b.Span) || Inside(a.Start, b) || Inside(a.End, b) || Inside(b.Start, a) || Inside(b.End, a));

    static bool Inside(int at, TextEdit edit) => at > edit.Start && at < edit.End;
}
