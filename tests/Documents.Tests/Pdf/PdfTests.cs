using System.Text;
using System.Text.RegularExpressions;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Pdf;

public sealed class PdfTests
{
    public static TheoryData<string> Files => ["libreoffice.pdf", "chromium.pdf", "groff.pdf"];

    static Opened Open(string name) => new(Fixtures.Read(name), FileTypes.Pdf);

    static string Copy(Opened document, params IReadOnlyCollection<TextEdit> edits) => Encoding.UTF8.GetString(document.Redline(edits));

    [Theory]
    [MemberData(nameof(Files))]
    public void Paragraphs_flow_whoever_made_the_file(string name)
    {
        using var document = Open(name);
        Assert.Contains(
            "The committee has recieved alot of letters this year, and most of them ask the same question: why does the library close at noon? "
            + "The answer is that nobody ever thought about changeing it, although a well-known member did propose it twice. "
            + "Their is no other reason, and the well-known member was right.", document.Texts);
        Assert.Contains("Löhne & Gehälter cost 1.250 € — «naïve» readers, asterisks, under_scores, #hashes and {braces} are text like any other: C:.", document.Texts);
        Assert.Contains(document.Texts, t => t.EndsWith("First item of the list, which is long enough to be printed on more than one line of the page that it stands on.", StringComparison.Ordinal));
        Assert.Equal("page1-p1", document.Blocks[0].Id);
        Assert.Contains(document.Blocks, b => b.Id == "page2-p1");
        Assert.All(document.Blocks, b => Assert.DoesNotContain('\n', b.Text));
    }

    [Fact]
    public void The_copy_is_markdown_with_a_heading_for_each_page_and_marks_for_each_change()
    {
        using var document = new Opened(Pdfs.Lines("A *star* and {++braces++} has", "two lines."), FileTypes.Pdf);
        Assert.Equal(["A *star* and {++braces++} has two lines."], document.Texts);
        Assert.Equal("# Page 1\n\nA \\*star\\* and \\{++braces++\\} has two lines.\n", Copy(document));
        Assert.Equal(
            "# Page 1\n\nA \\*star\\* and \\{++braces++\\} {--has--}{++have++} two {++\\_long\\_ ++}lines.\n",
            Copy(document, document.Edit("has", "have"), document.Insert("two ", "_long_ ")));
    }

    [Theory]
    [InlineData(new[] { "an inter-", "national inter-", "national matter of international" }, "an international international matter of international")]
    [InlineData(new[] { "a well-", "known, well-known man" }, "a well-known, well-known man")]
    [InlineData(new[] { "pages 10-", "12 and Marie-", "Curie" }, "pages 10-12 and Marie-Curie")]
    [InlineData(new[] { "a dash -", "and more" }, "a dash - and more")]
    public void A_hyphen_at_a_line_s_end_goes_when_it_is_not_the_word_s_own(string[] lines, string text)
    {
        using var document = new Opened(Pdfs.Lines(lines), FileTypes.Pdf);
        Assert.Equal(text, string.Join(' ', document.Texts));
    }

    [Fact]
    public void The_pdf_itself_is_never_written()
    {
        using var document = Open("groff.pdf");
        Assert.False(document.Document.CanWrite);
        Assert.True(document.Document.CanRedline);
        Assert.False(document.Document.CanPatch);
        var error = Assert.Throws<DocumentException>(() => document.Write());
        Assert.Equal((DocumentException.Unsupported, "A PDF can't be changed itself. Take the copy of its text with the changes marked."), (error.Code, error.Message));
        Assert.Throws<DocumentException>(() => document.Document.WritePatch([], "a.pdf", Stream.Null));
    }

    [Fact]
    public void A_line_break_has_no_place_in_a_paragraph()
    {
        using var document = Open("groff.pdf");
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(document.Edit("recieved", "re\nceived"))!.Reason);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Accepting_all_marks_gives_the_oracle_s_text_and_rejecting_all_the_copy_as_it_was(string name)
    {
        using var document = Open(name);
        var copy = Copy(document);
        Assert.Equal(copy, Copy(Open(name)));
        for (var seed = 0; seed < 40; seed++)
        {
            var edits = RandomEdits.For(document.Document, new(seed), 12, ["", "x", "two words", "é🙂", "{++no++} *a* \\", "# Page 9"]);
            var redline = Copy(document, edits);
            Assert.Equal(copy, Settle(redline, accept: false));
            var lines = Settle(redline, accept: true).Split('\n').Where(l => l.Length > 0 && !l.StartsWith("# Page ", StringComparison.Ordinal)).Select(l => Regex.Replace(l, @"\\(?<c>.)", "${c}", RegexOptions.None, TimeSpan.FromSeconds(5)));
            Assert.Equal(document.Blocks.Select(b => Oracle.Apply(b, edits)).Where(t => t.Length > 0), lines);

            var change = Assert.Single(document.Document.Splices(edits));
            Assert.Equal("text", change.Part);
            Assert.Equal(Settle(redline, accept: true), Again(copy, change));
        }
    }

    [Fact]
    public void Hebrew_is_read_from_the_right()
    {
        Assert.Equal("שלום world 12, עולם", Documents.Pdf.ReadingDirection.ToLogical("םלוע ,world 12 םולש"));
        Assert.Equal("He said שלום עולם, twice", Documents.Pdf.ReadingDirection.ToLogical("He said םלוע םולש, twice"));
    }

    static string Settle(string redline, bool accept)
    {
        var (drop, keep) = accept ? ("--", @"\+\+") : (@"\+\+", "--");
        var settled = Regex.Replace(redline, $@"(?<!\\)\{{{drop}.*?{drop}\}}", "", RegexOptions.None, TimeSpan.FromSeconds(5));
        return Regex.Replace(settled, $@"(?<!\\)\{{{keep}(?<kept>.*?){keep}\}}", "${kept}", RegexOptions.None, TimeSpan.FromSeconds(5));
    }

    static string Again(string copy, PartChange change)
    {
        var bytes = Encoding.UTF8.GetBytes(copy);
        using var output = new MemoryStream();
        var at = 0;
        foreach (var splice in change.Splices)
        {
            output.Write(bytes.AsSpan(at..splice.Start));
            output.Write(splice.Bytes.Span);
            at = splice.Start + splice.Length;
        }

        output.Write(bytes.AsSpan(at));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
