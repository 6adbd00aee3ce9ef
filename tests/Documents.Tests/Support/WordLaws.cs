namespace SwipeReview.Documents.Tests.Support;

/// <summary>What must hold for every Word document, beyond what must hold for every file.</summary>
static class WordLaws
{
    public const string Author = "Ann <\"&\"> O'Hara";

    public static readonly string[] Replacements = [.. Laws.Replacements, "tab\there", "no\u2011break", "soft\u00ADhyphen"];

    static readonly DateTimeOffset At = new(2026, 3, 4, 6, 6, 7, TimeSpan.FromHours(1));

    /// <returns>Whether the edits were such that one could be applied after another.</returns>
    public static bool Hold(byte[] bytes, int seed)
    {
        var inSteps = Laws.Hold(bytes, FileTypes.Docx, seed, Replacements, Seen);
        using var document = new Opened(bytes, FileTypes.Docx);
        if (document.Blocks.Count == 0)
            return inSteps;
        var edits = RandomEdits.For(document.Document, new Random(seed), 12, Replacements);
        var clean = document.Write(edits);
        var redline = Redline(document, edits);
        NothingElseChanges(bytes, clean, [.. document.Document.Splices(edits).Select(part => part.Part)]);
        Assert.Equal(Shape.Skeleton(bytes), Shape.Skeleton(clean));
        AcceptedIsCleanAndRejectedIsOriginal(document, clean, redline);
        IdsAreUnique(bytes, redline);
        return inSteps;
    }

    public static byte[] Redline(Opened document, IEnumerable<TextEdit> edits)
    {
        using var output = new MemoryStream();
        document.Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, Author, At))], output);
        return output.ToArray();
    }

    public static IEnumerable<string> Seen(IEnumerable<string> texts) => texts.Where(t => t.Trim(' ', '\t', '\n', '\u00A0', '\uFFFC').Length > 0);

    /// <summary>Parts without an edit lie in the new archive as they lay in the old one, packed bytes and all; so does the order.</summary>
    static void NothingElseChanges(byte[] before, byte[] after, List<string> edited)
    {
        var (old, now) = (RawZip.Entries(before), RawZip.Entries(after));
        Assert.Equal(old.Select(e => e.Name), now.Select(e => e.Name));
        Assert.All(old.Zip(now).Where(pair => !edited.Contains(pair.First.Name)), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
    }

    static void AcceptedIsCleanAndRejectedIsOriginal(Opened document, byte[] clean, byte[] redline)
    {
        var (accepted, rejected) = (Revised.AcceptAll(redline, Author), Revised.RejectAll(redline, Author));
        Assert.Equal(Texts(clean), Texts(accepted));
        Assert.Equal(document.Texts, Texts(rejected));
        Assert.Equal(Texts(clean), Texts(redline));
        Assert.Equal(Shape.Look(clean), Shape.Look(accepted));
        Assert.Equal(Shape.Look(document.Bytes), Shape.Look(rejected));
        Assert.Equal(Shape.Skeleton(document.Bytes), Shape.Skeleton(accepted));
        Assert.Equal(Shape.Skeleton(document.Bytes), Shape.Skeleton(rejected));
    }

    static void IdsAreUnique(byte[] bytes, byte[] redline)
    {
        var mine = Revised.Ids(redline).Except(Revised.Ids(bytes)).ToList();
        Assert.Equal(Revised.Ids(redline).Count - Revised.Ids(bytes).Count, mine.Count);
    }

    static List<string> Texts(byte[] bytes)
    {
        using var document = new Opened(bytes, FileTypes.Docx);
        return [.. document.Texts];
    }
}
