using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Word;

public sealed class RedlineTests
{
    const string Author = "Ann <\"&\"> O'Hara";
    const string By = "w:author=\"Ann &lt;&quot;&amp;&quot;&gt; O'Hara\" w:date=\"2026-03-04T05:06:07Z\"";

    static readonly DateTimeOffset At = new(2026, 3, 4, 6, 6, 7, TimeSpan.FromHours(1));

    static byte[] Redline(Opened document, IEnumerable<TextEdit> edits)
    {
        using var output = new MemoryStream();
        document.Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, Author, At))], output);
        return output.ToArray();
    }

    static string Redlined(string body, string original, string replacement)
    {
        using var document = new Opened(Of(body), FileTypes.Docx);
        return Body(Redline(document, [document.Edit(original, replacement)]));
    }

    static string Del(int id, string text, string properties = "") =>
        $"<w:del w:id=\"{id}\" {By}>{R(text, properties).Replace("w:t>", "w:delText>", StringComparison.Ordinal).Replace("<w:t ", "<w:delText ", StringComparison.Ordinal)}</w:del>";

    static string Ins(int id, string text, string properties = "") => $"<w:ins w:id=\"{id}\" {By}>{R(text, properties)}</w:ins>";

    [Fact]
    public void A_change_in_a_run_parts_it_and_keeps_its_properties() =>
        Assert.Equal(
            P(R("I ", "<w:b/>") + Del(1, "has", "<w:b/>") + Ins(2, "have", "<w:b/>") + R(" a &amp; b", "<w:b/>")),
            Redlined(P(R("I has a &amp; b", "<w:b/>")), "has", "have"));

    [Fact]
    public void A_deleted_run_stays_whole_and_leaves_no_empty_ones() =>
        Assert.Equal(P(R("keep ") + Del(1, "gone", "<w:i/>") + R(" end")), Redlined(P(R("keep ") + R("gone", "<w:i/>") + R(" end")), "gone", ""));

    [Fact]
    public void Ids_differ_from_all_that_the_document_has()
    {
        var theirs = $"<w:ins w:id=\"1\" w:author=\"A\">{R("theirs")}</w:ins><w:bookmarkStart w:id=\"3\" w:name=\"b\"/>";
        Assert.Equal(P(theirs + R("one ") + Del(2, "two") + Ins(4, "2")), Redlined(P(theirs + R("one two")), "two", "2"));
    }

    [Fact]
    public void Another_authors_formatting_change_is_not_doubled()
    {
        const string Change = "<w:b/><w:rPrChange w:id=\"9\" w:author=\"A\"><w:rPr/></w:rPrChange>";
        using var document = new Opened(Of(P(R("one two three", Change))), FileTypes.Docx);
        var ids = Revised.Ids(Redline(document, [document.Edit("two", "2")]));
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("9", ids);
    }

    [Theory]
    [MemberData(nameof(Fixtures.WordFiles), MemberType = typeof(Fixtures))]
    public void Accepting_all_is_clean_and_rejecting_all_is_the_original_in_files_of_word_processors(string name)
    {
        for (var seed = 0; seed < 12; seed++)
            AcceptedIsCleanAndRejectedIsOriginal(Fixtures.Read(name), seed);
    }

    [Fact]
    public void Accepting_all_is_clean_and_rejecting_all_is_the_original_in_random_documents()
    {
        for (var seed = 0; seed < 150; seed++)
            AcceptedIsCleanAndRejectedIsOriginal(new RandomDocx(new Random(seed)).Next(), seed);
    }

    static void AcceptedIsCleanAndRejectedIsOriginal(byte[] bytes, int seed)
    {
        using var document = new Opened(bytes, FileTypes.Docx);
        if (document.Blocks.Count == 0)
            return;
        var edits = RandomEdits.For(document.Document, new Random(seed), 12, [.. Laws.Replacements, "tab\there"]);
        var redline = Redline(document, edits);
        using var clean = document.Apply(edits);
        using var accepted = new Opened(Revised.AcceptAll(redline, Author), FileTypes.Docx);
        using var rejected = new Opened(Revised.RejectAll(redline, Author), FileTypes.Docx);
        using var pending = new Opened(redline, FileTypes.Docx);
        Assert.Equal(clean.Texts, accepted.Texts);
        Assert.Equal(document.Texts, rejected.Texts);
        Assert.Equal(clean.Texts, pending.Texts);
        var mine = Revised.Ids(redline).Except(Revised.Ids(bytes)).ToList();
        Assert.Equal(Revised.Ids(redline).Count - Revised.Ids(bytes).Count, mine.Count);
    }
}
