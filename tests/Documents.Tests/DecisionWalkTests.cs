using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

/// <summary>People accept, reject and take back proposals in any order; what stands accepted can be written at any moment.</summary>
public sealed class DecisionWalkTests
{
    const int Steps = 60;

    [Fact]
    public void A_walk_of_decisions_never_makes_splices_overlap_in_Word() =>
        Walk(seed => new RandomDocx(new Random(seed)).Next(), FileTypes.Docx, 60, [.. Laws.Replacements, "tab\there"]);

    [Fact]
    public void A_walk_of_decisions_never_makes_splices_overlap_in_text() =>
        Walk(seed => Encoding.UTF8.GetBytes($"Some words \uD83D\uDE42 of plain text\r\nwith lines {seed},\r\n\r\nand paragraphs"), FileTypes.PlainText, 60, ["", "x", "two words", "e\u0301"]);

    [Fact]
    public void A_walk_of_decisions_never_makes_splices_overlap_in_pages() =>
        Walk(seed => Encoding.UTF8.GetBytes($"<meta charset=utf-8><p>Some <b>bold <i>words</i></b> &amp; {seed} <a href=x>links</a>  here<br> and\n there <li>in <code>a</code> list"), FileTypes.Html, 60, ["", "x", "two words", "<&"]);

    [Fact]
    public void A_walk_of_decisions_never_makes_splices_overlap_in_Markdown() =>
        Walk(seed => Encoding.UTF8.GetBytes($"# A *head* line\n\nSome **bold** words & {seed} [links](u)\nhere.\n\n- and `a` list\n  of things"), FileTypes.Markdown, 20, ["", "x", "two words", "a & b"]);

    static void Walk(Func<int, byte[]> file, string contentType, int documents, string[] replacements)
    {
        for (var seed = 0; seed < documents; seed++)
        {
            using var document = new Opened(file(seed), contentType);
            if (document.Blocks.Count == 0)
                continue;
            var random = new Random(seed);
            var proposals = Enumerable.Range(0, 40).Select(_ => Proposal(document, random, replacements)).Where(e => document.Document.Check(e) is null).ToList();
            var conflicts = EditConflicts.Find(proposals).SelectMany(c => new[] { (c.First, c.Second), (c.Second, c.First) }).ToLookup(c => c.Item1, c => c.Item2);
            var accepted = new SortedSet<int>();
            for (var step = 0; step < Steps && proposals.Count > 0; step++)
            {
                var chosen = random.Next(proposals.Count);
                if (!accepted.Remove(chosen))
                {
                    accepted.ExceptWith(conflicts[chosen]);
                    accepted.Add(chosen);
                }

                Stands(document, [.. accepted.Select(i => proposals[i])]);
            }
        }
    }

    static TextEdit Proposal(Opened document, Random random, string[] replacements)
    {
        var block = document.Blocks[random.Next(document.Blocks.Count)];
        var start = random.Next(block.Text.Length + 1);
        var end = Math.Min(block.Text.Length, start + random.Next(10));
        return new(block.Id, start, end, block.Text[start..end], replacements[random.Next(replacements.Length)]);
    }

    static void Stands(Opened document, List<TextEdit> accepted)
    {
        foreach (var part in document.Document.Splices(accepted))
        {
            var ends = part.Splices.Select(s => s.Start + s.Length).Prepend(0);
            Assert.All(part.Splices.Zip(ends), pair => Assert.True(pair.First.Start >= pair.Second));
        }

        if (document.Document.CanRedline)
            document.Document.WriteRedline([.. accepted.Select(e => new TrackedEdit(e, "A", DateTimeOffset.UnixEpoch))], Stream.Null);
        if (document.ContentType == FileTypes.Docx)
            SameText(document, accepted);
    }

    static void SameText(Opened document, List<TextEdit> accepted)
    {
        using var edited = document.Apply(accepted);
        Assert.Equal(WordLaws.Seen(document.Blocks.Select(b => Oracle.Apply(b, accepted))), WordLaws.Seen(edited.Texts));
    }
}
