namespace SwipeReview.Documents.Tests.Support;

/// <summary>What must hold for every file of every format.</summary>
static class Laws
{
    public static readonly string[] Replacements =
        ["", "x", "ein Wort", " two words ", "é", "🙂", "e\u0301", "שלום", "中文", "& < > \" '", "a\nb", "1 < 2 && 3", "\u00A0"];

    /// <summary>
    /// No edits give the same bytes. Any subset that isn't refused gives the oracle's text. Two applications, one after the other, give what one
    /// gives. All of that for random edits from <paramref name="seed"/>. <paramref name="reading"/> says how texts of blocks are compared
    /// where edits may part or join blocks; else those with nothing to see are left out.
    /// </summary>
    /// <returns>Whether the edits were such that one could be applied after another.</returns>
    public static bool Hold(byte[] bytes, string contentType, int seed, string[]? replacements = null, Func<IEnumerable<string>, IEnumerable<string>>? reading = null)
    {
        reading ??= texts => texts.Where(t => !string.IsNullOrWhiteSpace(t));
        var random = new Random(seed);
        using var original = new Opened(bytes, contentType);
        Assert.Equal(bytes, original.Write());
        if (original.Blocks.Count == 0)
            return false;

        var all = RandomEdits.For(original.Document, random, random.Next(1, 24), replacements ?? Replacements);
        var some = all.Where(_ => random.Next(2) == 0).ToList();
        foreach (var edits in new[] { all, some })
        {
            if (!GoTogether(original, edits))
                return false;
            using var edited = original.Apply(edits);
            Same(original, edits, edited, reading);
        }

        return TwoStepsAreOne(original, all, some, reading);
    }

    /// <summary>Edits that each can be made may make markup together: then they are refused.</summary>
    static bool GoTogether(Opened document, List<TextEdit> edits)
    {
        try
        {
            _ = document.Document.Splices(edits);
            return true;
        }
        catch (DocumentException refused) when (edits.Count > 1)
        {
            Assert.Contains("not together", refused.Message, StringComparison.Ordinal);
            return false;
        }
    }

    static bool TwoStepsAreOne(Opened original, List<TextEdit> all, List<TextEdit> first, Func<IEnumerable<string>, IEnumerable<string>> reading)
    {
        using var half = original.Apply(first);
        if (!half.Texts.SequenceEqual(original.Blocks.Select(b => Oracle.Apply(b, first))))
            return false; // a block vanished, or white space that isn't seen at its new place: the rest would need other spans

        // Places that differ may become one, so the rest has to come in order.
        (int, bool, int) Place(TextEdit e) => (e.Start, e.End > e.Start, all.FindIndex(other => ReferenceEquals(e, other)));
        var rest = all.Where(e => !first.Exists(f => ReferenceEquals(e, f))).OrderBy(Place).Select(e => Moved(e, first, Place, original, half)).ToList();
        if (rest.Exists(e => half.Document.Check(e) is not null) || !GoTogether(half, rest))
            return false;
        using var whole = half.Apply(rest);
        Same(original, all, whole, reading);
        return true;
    }

    /// <summary>The same edit after others have been applied to the left of it. At one place the earlier insertion is to the left.</summary>
    static TextEdit Moved(TextEdit edit, List<TextEdit> done, Func<TextEdit, (int, bool, int)> place, Opened original, Opened half)
    {
        var shift = done.Where(d => d.BlockId == edit.BlockId && place(d).CompareTo(place(edit)) < 0)
            .Sum(d => d.Replacement.Length - (d.End - d.Start));
        var index = original.Blocks.ToList().FindIndex(b => b.Id == edit.BlockId);
        return edit with { BlockId = half.Blocks[index].Id, Start = edit.Start + shift, End = edit.End + shift };
    }

    static void Same(Opened original, List<TextEdit> edits, Opened edited, Func<IEnumerable<string>, IEnumerable<string>> reading)
    {
        var expected = reading(original.Blocks.Select(b => Oracle.Apply(b, edits)));
        var actual = reading(edited.Texts);
        Assert.True(expected.SequenceEqual(actual), $"{string.Join('\n', edits)}\nshould give\n{string.Join('\n', expected)}\nbut gave\n{string.Join('\n', actual)}");
    }
}
