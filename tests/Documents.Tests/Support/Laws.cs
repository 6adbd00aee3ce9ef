namespace SwipeReview.Documents.Tests.Support;

/// <summary>What must hold for every file of every format.</summary>
static class Laws
{
    public static readonly string[] Replacements =
        ["", "x", "ein Wort", " two words ", "é", "🙂", "e\u0301", "שלום", "中文", "& < > \" '", "a\nb", "1 < 2 && 3", "\u00A0"];

    /// <summary>
    /// No edits give the same bytes. Any subset gives the oracle's text. Two applications, one after the other, give what one
    /// gives. All of that for random edits from <paramref name="seed"/>. <paramref name="reading"/> says how texts of blocks are compared
    /// where edits may part or join blocks; else those with nothing to see are left out.
    /// </summary>
    public static void Hold(byte[] bytes, string contentType, int seed, string[]? replacements = null, Func<IEnumerable<string>, IEnumerable<string>>? reading = null)
    {
        reading ??= texts => texts.Where(t => !string.IsNullOrWhiteSpace(t));
        var random = new Random(seed);
        using var original = new Opened(bytes, contentType);
        Assert.Equal(bytes, original.Write());
        if (original.Blocks.Count == 0)
            return;

        var all = RandomEdits.For(original.Document, random, random.Next(1, 24), replacements ?? Replacements);
        var some = all.Where(_ => random.Next(2) == 0).ToList();
        foreach (var edits in new[] { all, some })
        {
            using var edited = original.Apply(edits);
            Same(original, edits, edited, reading);
        }

        TwoStepsAreOne(original, all, some, reading);
    }

    static void TwoStepsAreOne(Opened original, List<TextEdit> all, List<TextEdit> first, Func<IEnumerable<string>, IEnumerable<string>> reading)
    {
        using var half = original.Apply(first);
        if (half.Blocks.Count != original.Blocks.Count)
            return; // a block vanished; the rest would need other ids
        var rest = all.Except(first).OrderBy(e => e.Start).Select(e => Moved(e, first, original, half)).ToList();
        if (rest.Exists(e => half.Document.Check(e) is not null))
            return;
        using var whole = half.Apply(rest);
        Same(original, all, whole, reading);
    }

    /// <summary>The same edit after others have been applied to the left of it.</summary>
    static TextEdit Moved(TextEdit edit, List<TextEdit> done, Opened original, Opened half)
    {
        var shift = done.Where(d => d.BlockId == edit.BlockId && d.End <= edit.Start && d.Start <= edit.Start && d != edit)
            .Sum(d => d.Replacement.Length - (d.End - d.Start));
        var index = original.Blocks.ToList().FindIndex(b => b.Id == edit.BlockId);
        return edit with { BlockId = half.Blocks[index].Id, Start = edit.Start + shift, End = edit.End + shift };
    }

    static void Same(Opened original, List<TextEdit> edits, Opened edited, Func<IEnumerable<string>, IEnumerable<string>> reading)
    {
        var expected = reading(original.Blocks.Select(b => Oracle.Apply(b, edits)));
        Assert.Equal(expected, reading(edited.Texts));
    }
}
