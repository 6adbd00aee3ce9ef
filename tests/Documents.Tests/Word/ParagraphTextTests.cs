using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Word;

public sealed class ParagraphTextTests
{
    static string[] TextsOf(string body, params (string Name, string Content)[] stories)
    {
        using var document = new Opened(Of(body, stories), FileTypes.Docx);
        return [.. document.Texts];
    }

    static string TextOf(string runs) => Assert.Single(TextsOf(P(runs)));

    [Theory]
    [InlineData("<w:r><w:t>a &amp; b &lt;c&gt; &#233;&#x1F642;</w:t></w:r>", "a & b <c> é🙂")]
    [InlineData("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:cr/></w:r>", "one\ttwo\nthree\n")]
    [InlineData("<w:r><w:t>no</w:t><w:noBreakHyphen/><w:t>break soft</w:t><w:softHyphen/><w:t>hyphen</w:t></w:r>", "no\u2011break soft\u00ADhyphen")]
    [InlineData("<w:r><w:t> outer white </w:t></w:r><w:r><w:t xml:space='preserve'> kept </w:t></w:r>", "outer white kept ")]
    [InlineData("<w:r><w:t>line\r\nbreaks\nof the file</w:t></w:r>", "line breaks of the file")]
    [InlineData("<w:r><w:t>a</w:t></w:r><w:del w:id='1' w:author='A'><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins w:id='2' w:author='A'><w:r><w:t>come</w:t></w:r></w:ins>", "acome")]
    [InlineData("<w:moveFrom w:id='1' w:author='A'><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo w:id='2' w:author='A'><w:r><w:t>to</w:t></w:r></w:moveTo>", "to")]
    [InlineData("<w:ins w:id='1' w:author='A'><w:ins w:id='2' w:author='B'><w:r><w:t>twice in</w:t></w:r></w:ins></w:ins>", "twice in")]
    [InlineData("<w:hyperlink r:id='x'><w:r><w:t>link</w:t></w:r></w:hyperlink><w:smartTag w:element='e'><w:r><w:t xml:space='preserve'> tag</w:t></w:r></w:smartTag>", "link tag")]
    [InlineData("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control")]
    [InlineData("<w:r><w:t>see</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:sym w:font='S' w:char='F020'/></w:r>", "see\uFFFC\uFFFC")]
    [InlineData("<w:r><w:t>sum</w:t></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath><w:r><w:t xml:space='preserve'> end</w:t></w:r>", "sum\uFFFC end")]
    [InlineData("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r>", "seen")]
    [InlineData("<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>tab stops are no tabs</w:t></w:r>", "tab stops are no tabs")]
    [InlineData("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>x</w:t></w:r>", "7x")]
    [InlineData("<w:r><w:t><!-- c -->in<!-- c -->side</w:t></w:r>", "inside")]
    [InlineData("<w:r><w:t><![CDATA[a < b & &amp;]]></w:t></w:r>", "a < b & &amp;")]
    public void A_paragraph_reads_as_its_reader_sees_it(string runs, string text) => Assert.Equal(text, TextOf(runs));

    [Fact]
    public void Every_story_is_read_in_reading_order_with_ids_and_kinds()
    {
        var heading = """<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>""";
        var mark = """<w:r><w:footnoteReference w:id="2"/></w:r>""";
        var box = "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>";
        var table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>";
        var list = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>";
        using var document = new Opened(Of(
            P(heading + R("Head")) + P(R("with a note") + mark + box) + table + list,
            ("styles", "<w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"),
            ("header1", P(R("top"))),
            ("footer1", P(R("bottom"))),
            ("footnotes", "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>" + R(" the note") + "</w:p></w:footnote>")),
            FileTypes.Docx);
        Assert.Equal(
            [
                ("p1", BlockKind.Heading, "Head"), ("p2", BlockKind.Paragraph, "with a note\uFFFC\uFFFC"), ("footnotes-p2", BlockKind.Footnote, " the note"),
                ("p3", BlockKind.TextBox, "boxed"), ("p4", BlockKind.Cell, "cell"), ("p5", BlockKind.Cell, "inner"), ("p7", BlockKind.ListItem, "item"),
                ("header1-p1", BlockKind.Header, "top"), ("footer1-p1", BlockKind.Footer, "bottom"),
            ],
            document.Blocks.Select(b => (b.Id, b.Kind, b.Text)));
    }

    [Fact]
    public void Computed_fields_and_locked_controls_can_be_read_but_not_changed()
    {
        using var document = new Opened(
            Of(P(R("Page ") + "<w:fldSimple w:instr=' PAGE '>" + R("7") + "</w:fldSimple>" + R(" of ")
                + "<w:sdt><w:sdtPr><w:lock w:val='sdtContentLocked'/></w:sdtPr><w:sdtContent>" + R("locked") + "</w:sdtContent></w:sdt>")), FileTypes.Docx);
        Assert.Equal("Page 7 of locked", document.Blocks[0].Text);
        Assert.Equal([new TextRange(5, 6), new TextRange(10, 16)], document.Blocks[0].Protected);
        Assert.Equal(EditRefusalReason.Protected, document.Document.Check(document.Edit("7", "8"))!.Reason);
        Assert.Equal(EditRefusalReason.Protected, document.Document.Check(document.Edit("e 7 o", "e 8 o"))!.Reason);
        Assert.Null(document.Document.Check(document.Edit("Page 7 of", "Seite 7 von")));
    }

    [Fact]
    public void Text_of_a_link_field_is_prose()
    {
        using var document = new Opened(Of(P(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"http://x\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + R("klick here") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>")), FileTypes.Docx);
        Assert.Empty(document.Blocks[0].Protected);
        Assert.Contains(R("click here"), Body(document.Write(document.Edit("klick", "click"))), StringComparison.Ordinal);
    }

    [Fact]
    public void New_markup_has_the_prefix_of_its_surroundings_and_what_brings_its_own_is_left_alone()
    {
        var mixed = $"<d:r><x:t>one two</x:t></d:r><q:r xmlns:q=\"{W}\"><q:t>own</q:t></q:r>";
        var xml = $"<d:document xmlns:d=\"{W}\" xmlns:x=\"{W}\"><d:body><d:p>{mixed}</d:p></d:body></d:document>";
        using var document = new Opened(Packages.Exchange(Of(""), "word/document.xml", xml), FileTypes.Docx);
        Assert.Contains("<d:r><x:t xml:space=\"preserve\">one</x:t><x:br/><x:t xml:space=\"preserve\">two</x:t></d:r>", Read(document.Write(document.Edit("one two", "one\ntwo"))), StringComparison.Ordinal);
        Assert.Equal(EditRefusalReason.Protected, document.Document.Check(document.Edit("own", "foreign"))!.Reason);
    }

    [Fact]
    public void A_part_is_found_by_the_name_that_is_written_and_by_what_it_means()
    {
        const string Main = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='x/officeDocument' Target='/word/docu%6Dent.xml'/></Relationships>";
        using var meant = new Opened(Packages.Exchange(Of(P(R("text"))), "_rels/.rels", Main), FileTypes.Docx);
        Assert.Equal(["text"], meant.Texts);
        using var written = new Opened(HandBuilt.All["elsewhere"], FileTypes.Docx);
        Assert.Equal(2, written.Blocks.Count);
    }

    [Fact]
    public void A_prefix_other_than_usual_and_the_strict_namespace_are_understood()
    {
        var strict = "<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main'><d:body><d:p><d:r><d:t>strikt</d:t></d:r></d:p></d:body></d:document>";
        var package = Of("");
        using var document = new Opened(Packages.Exchange(package, "word/document.xml", strict), FileTypes.Docx);
        Assert.Equal(
            "<d:p><d:r><d:t xml:space=\"preserve\">a</d:t><d:br/><d:t xml:space=\"preserve\">strict</d:t></d:r></d:p>",
Read(document.Write(document.Edit("strikt", "a\nstrict"))).Split("<d:body>")[1].Split("</d:body>")[0]);
    }
}
