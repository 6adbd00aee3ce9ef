using System.Xml.Linq;
using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Word;

public sealed class RedlineTests
{
    const string By = "w:author=\"Ann &lt;&quot;&amp;&quot;&gt; O'Hara\" w:date=\"2026-03-04T05:06:07Z\"";

    static string Redlined(string body, string original, string replacement)
    {
        using var document = new Opened(Of(body), FileTypes.Docx);
        return Body(WordLaws.Redline(document, [document.Edit(original, replacement)]));
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
    public void Ids_are_found_however_they_are_written_and_in_the_glossary_too()
    {
        var package = new PackageParts(Part("document", $"<w:body>{P("<w:bookmarkStart w:id\t=\n'1' w:name='b'/>" + R("one two"))}</w:body>"))
            .With("glossaryDocument", "word/glossary/document.xml", Part("glossaryDocument", P($"<w:ins w:id=\"2\" w:author=\"A\">{R("x")}</w:ins>")), "x/y").Zip();
        using var document = new Opened(package, FileTypes.Docx);
        Assert.Contains(Del(3, "two") + Ins(4, "2"), Read(WordLaws.Redline(document, [document.Edit("two", "2")])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(W)]
    [InlineData("http://purl.oclc.org/ooxml/wordprocessingml/main")]
    public void Without_any_prefix_the_attributes_are_in_the_elements_own_namespace(string space)
    {
        var package = Packages.Exchange(
            Of(P(R("x"))), "word/document.xml", $"<document xmlns='{space}' xmlns:w='{space}'><body><p><r><rPr><sz w:val='20'/></rPr><t>one two</t></r></p></body></document>");
        using var document = new Opened(package, FileTypes.Docx);
        var redline = WordLaws.Redline(document, [document.Edit("two", "2")]);
        var word = XNamespace.Get(space);
        var changes = Revised.Stories(redline).Single().Xml.Descendants().Where(e => e.Name == word + "ins" || e.Name == word + "del").ToList();
        Assert.Equal([WordLaws.Author, WordLaws.Author], changes.Select(e => e.Attribute(word + "author")?.Value));
        Assert.Equal(["20", "20"], changes.SelectMany(e => e.Descendants(word + "sz")).Select(e => e.Attribute(word + "val")?.Value));
    }

    [Fact]
    public void A_word_is_shown_whole_only_where_its_look_does_not_change() =>
        Assert.Equal(
            P(Del(1, "ab") + Ins(2, "xy") + Del(3, "c", "<w:b/>") + R("de", "<w:b/>")),
            Redlined(P(R("ab") + R("cde", "<w:b/>")), "abcde", "xyde"));

    [Fact]
    public void Another_authors_formatting_change_is_not_doubled()
    {
        const string Change = "<w:b/><w:rPrChange w:id=\"9\" w:author=\"A\"><w:rPr/></w:rPrChange>";
        using var document = new Opened(Of(P(R("one two three", Change))), FileTypes.Docx);
        var ids = Revised.Ids(WordLaws.Redline(document, [document.Edit("two", "2")]));
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("9", ids);
    }

    [Fact]
    public void Another_authors_formatting_change_is_not_taken_along_by_text_beside_a_note_mark()
    {
        const string Change = "<w:b/><w:rPrChange w:id=\"9\" w:author=\"A\"><w:rPr/></w:rPrChange>";
        const string Mark = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
        using var document = new Opened(Of(P(R("one", Change) + Mark)), FileTypes.Docx);
        var edit = new TextEdit("p1", 4, 4, "", " two");
        Assert.Equal(P(R("one", Change) + Mark + R(" two", "<w:b/>")), Body(document.Write(edit)));
        Assert.Equal(P(R("one", Change) + Mark + Ins(2, " two", "<w:b/>")), Body(WordLaws.Redline(document, [edit])));
    }
}
