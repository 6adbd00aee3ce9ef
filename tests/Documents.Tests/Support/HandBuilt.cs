using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>
/// Word documents built from the standard (ECMA-376, ISO/IEC 29500) that hold what neither LibreOffice nor pandoc writes.
/// </summary>
static class HandBuilt
{
    const string Berta = "w:author=\"Berta\" w:date=\"2026-01-02T03:04:05Z\"";
    const string Dora = "w:author=\"Dora\" w:date=\"2026-01-03T03:04:05Z\"";

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["revisions"] = Body(Revisions).With("comments", "word/comments.xml", Part("comments", $"<w:comment w:id=\"4\" {Berta} w:initials=\"B\">{P(R("A comment with teh words."))}</w:comment>")).Zip(),
        ["controls"] = Body(Controls).Zip(),
        ["fields"] = Body(Fields).Zip(),
        ["boxes"] = Body(Boxes).Zip(),
        ["glyphs"] = Body(Glyphs).Zip(),
        ["directions"] = Body(Directions).Zip(),
        ["tables"] = Body(Tables).With("header", "word/header1.xml", Part("hdr", Table(P(R("a tabel in a header"))) + P(""))).Zip(),
        ["notes"] = WithNotes().Zip(),
        ["syntax"] = new PackageParts(Syntax).Zip(),
        ["default namespace"] = new PackageParts(DefaultNamespace).Zip(),
        ["strict"] = new PackageParts(StrictMain, namespaces: PackageParts.Strict)
            .With("footnotes", "word/footnotes.xml", Strictly(Part("footnotes", $"<w:footnote w:id=\"2\">{P(R("A strict note is note."))}</w:footnote>"))).Zip(),
        ["elsewhere"] = new PackageParts(Part("document", $"<w:body>{P(R("The main part lie in another folder."))}<w:sectPr/></w:body>"), main: "odd/ma%20in.xml")
            .With("header", "odd/top.xml", Part("hdr", P(R("its header to"))), target: "./x/../top.xml").Zip(),
        ["archive"] = WithNotes().OddZip(),
        ["parts"] = WithForeignParts().Zip(),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    static PackageParts Body(string body) => new(Part("document", $"<w:body>{body}<w:sectPr/></w:body>"));

    static string Ins(int id, string content, string by = Berta) => $"<w:ins w:id=\"{id}\" {by}>{content}</w:ins>";

    static string Del(int id, string text, string by = Berta) => $"<w:del w:id=\"{id}\" {by}><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>";

    static string Table(params string[] cells) =>
        $"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{string.Concat(cells.Select(_ => "<w:gridCol w:w=\"2000\"/>"))}</w:tblGrid><w:tr>"
        + string.Concat(cells.Select(c => $"<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{c}</w:tc>")) + "</w:tr></w:tbl>";

    static string Mark(string type) => $"<w:r><w:fldChar w:fldCharType=\"{type}\"/></w:r>";

    static string Code(string code) => $"<w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>";

    static string Revisions =>
        P(R("Plain ") + Ins(1, R("inserted ") + Del(2, "twice gone ", Dora) + R("and kept", "<w:b/>")) + R(" text with ") + Del(3, "old words") + Ins(5, R("knew words"), Dora) + R("."))
        + P(R("Before ") + $"<w:moveFromRangeStart w:id=\"6\" w:name=\"m1\" {Berta}/><w:moveFrom w:id=\"7\" {Berta}>{R("the moved sentence. ")}</w:moveFrom><w:moveFromRangeEnd w:id=\"6\"/>" + R("after it are more."))
        + P(R("Then ") + $"<w:moveToRangeStart w:id=\"8\" w:name=\"m1\" {Berta}/><w:moveTo w:id=\"9\" {Berta}>{R("the moved sentence. ")}</w:moveTo><w:moveToRangeEnd w:id=\"8\"/>" + R("And the end."))
        + $"<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr><w:ins w:id=\"10\" {Berta}/></w:rPr><w:pPrChange w:id=\"11\" {Berta}><w:pPr><w:jc w:val=\"right\"/></w:pPr></w:pPrChange></w:pPr>{Ins(12, R("A paragraph that is new."))}</w:p>"
        + $"<w:p><w:pPr><w:rPr><w:del w:id=\"13\" {Dora}/></w:rPr></w:pPr>{R("A paragraph whose mark goes. ")}</w:p>"
        + P(R("formatted anew", $"<w:b/><w:i/><w:rPrChange w:id=\"14\" {Berta}><w:rPr><w:b/></w:rPr></w:rPrChange>") + R(" and plain"))
        + P($"<w:commentRangeStart w:id=\"4\"/>{R("commented ")}<w:commentRangeStart w:id=\"5\"/>{R("wrods")}<w:commentRangeEnd w:id=\"4\"/><w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id=\"4\"/></w:r>{R(" go on")}")
        + P(Ins(15, $"<w:hyperlink w:anchor=\"m\">{R("a link in an insertion")}</w:hyperlink>{R(" goes on")}") + $"<w:del w:id=\"16\" {Berta}><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:delInstrText>PAGE</w:delInstrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:del>")
        + $"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:trPr><w:ins w:id=\"17\" {Berta}/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/><w:cellIns w:id=\"18\" {Berta}/></w:tcPr>{P(Ins(19, R("cell that is knew")))}</w:tc></w:tr></w:tbl>"
        + P(R("The end."));

    static string Controls =>
        $"<w:sdt><w:sdtPr><w:alias w:val=\"outer\"/><w:id w:val=\"101\"/></w:sdtPr><w:sdtContent>{P(R("In a control ") + Inline(R("inside "), "") + Inline(R("bound "), "<w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/>") + Inline(R("picked "), "<w:dropDownList><w:listItem w:displayText=\"picked\" w:value=\"1\"/></w:dropDownList>") + R("and out."))}<w:sdt><w:sdtPr><w:id w:val=\"102\"/></w:sdtPr><w:sdtContent>{P(R("nested once moore"))}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        + P(Inline(Inline(R("two deep"), "<w:lock w:val=\"sdtLocked\"/>"), "") + Inline(R(" and locked"), "<w:lock w:val=\"sdtContentLocked\"/>") + Inline(R("Click here"), "<w:showingPlcHdr/>") + R(" at the end is text"))
        + $"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:sdt><w:sdtPr><w:id w:val=\"103\"/></w:sdtPr><w:sdtContent><w:tr><w:sdt><w:sdtPr><w:id w:val=\"104\"/></w:sdtPr><w:sdtContent><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{P(R("a cell in a control in a row in a control"))}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
        + P($"<w:smartTag w:uri=\"u\" w:element=\"e\"><w:smartTagPr><w:attr w:name=\"a\" w:val=\"b\"/></w:smartTagPr>{R("smart ")}<w:smartTag w:uri=\"u\" w:element=\"f\">{R("and smarter")}</w:smartTag></w:smartTag>{R(" tags, ")}<w:customXml w:element=\"x\">{R("custom markup")}</w:customXml>{R(" to")}");

    static string Inline(string content, string properties) => $"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>";

    static string Fields =>
        P(R("See ") + Mark("begin") + Code(" HYPER") + Code("LINK \"http://x\" ") + Mark("separate") + R("a lin", "<w:u w:val=\"single\"/>") + R("k over runs", "<w:b/>") + Mark("end") + R(" and page ") + Mark("begin") + Code(" PAGE ") + Mark("separate") + R("1") + R("2") + Mark("end") + R("."))
        + P(R("Nested: ") + Mark("begin") + Code(" IF ") + Mark("begin") + Code(" PAGE ") + Mark("separate") + R("1") + Mark("end") + Code(" = 1 \"yes\" ") + Mark("separate") + R("yes ") + Mark("begin") + Code("HYPERLINK y") + Mark("separate") + R("inner") + Mark("end") + Mark("end") + R(" after it."))
        + P(R("A table of contents: ") + Mark("begin") + Code(" TOC \\o ") + Mark("separate") + R("First chapter"))
        + P($"<w:hyperlink w:anchor=\"a\">{R("Second chapter")}<w:r><w:tab/></w:r>{Mark("begin")}{Code("PAGEREF a")}{Mark("separate")}{R("7")}{Mark("end")}</w:hyperlink>")
        + P(Mark("end") + R("Text that follow it."))
        + P($"<w:fldSimple w:instr=\" AUTHOR \">{R("Nobody")}</w:fldSimple>{R(" wrote ")}<w:fldSimple w:instr=\"HYPERLINK z\">{R("this linked ")}<w:fldSimple w:instr=\"PAGE\">{R("9")}</w:fldSimple>{R("text")}</w:fldSimple>{R(" to.")}")
        + P($"<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"f\"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>{Code(" FORMTEXT ")}{Mark("separate")}{R("form text")}{Mark("end")}{R(" is a form's")}")
        + P(R("One run: ") + "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>today</w:t><w:fldChar w:fldCharType=\"end\"/><w:t xml:space=\"preserve\"> and on</w:t></w:r>");

    static string Boxes
    {
        get
        {
            static string Both(string content) => $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
            return P(R("Anchor of a box ") + Both(P(R("teh box ") + Ins(1, R("of somebody")) + $"<w:hyperlink w:anchor=\"a\">{R(" linked")}</w:hyperlink>") + Table(P(R("tabel in a box"))) + P(R("last line"))) + R("goes on."))
                + P($"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{P(R("An old box only"))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>{R("beside the old one")}")
                + P(R("Two branches ") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>chosen</w:t></mc:Choice><mc:Fallback><w:t>fallen back</w:t></mc:Fallback></mc:AlternateContent></w:r>" + R(" of text"))
                + P($"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{P(R("differs here"))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{P(R("and there"))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
                + $"<mc:AlternateContent><mc:Choice Requires=\"wps\">{P(R("A whole paragraph is alternative"))}</mc:Choice><mc:Fallback>{P(R("A whole paragraph is alternative"))}</mc:Fallback></mc:AlternateContent>";
        }
    }

    static string Glyphs =>
        P("<w:r><w:t>tab</w:t><w:tab/><w:t>cr</w:t><w:cr/><w:t>line</w:t><w:br/><w:t>wrap</w:t><w:br w:type=\"textWrapping\" w:clear=\"all\"/><w:t>page</w:t><w:br w:type=\"page\"/><w:t>column</w:t><w:br w:type=\"column\"/><w:t>end</w:t></w:r>")
        + P("<w:r><w:t>no</w:t><w:noBreakHyphen/><w:t>break soft</w:t><w:softHyphen/><w:t>hyphen </w:t><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/><w:t xml:space=\"preserve\"> smile</w:t><w:ptab w:relativeTo=\"margin\" w:alignment=\"right\" w:leader=\"none\"/><w:t>right</w:t></w:r>")
        + P("<w:r><w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">day </w:t><w:dayLong/><w:t xml:space=\"preserve\"> month </w:t><w:monthShort/><w:pgNum/></w:r><w:proofErr w:type=\"gramStart\"/>" + R(" checked") + "<w:proofErr w:type=\"gramEnd\"/>")
        + P(R("Kanji ") + "<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/></w:rubyPr><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>" + R(" and sum ") + "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>" + R(" end"))
        + P("<w:r><w:t>  laid out  </w:t></w:r><w:r><w:t xml:space=\"preserve\">  kept  </w:t></w:r><w:r><w:t/></w:r><w:r/><w:r><w:rPr><w:b/></w:rPr></w:r><w:r><w:t>two</w:t><w:t>texts</w:t></w:r>")
        + "<w:p><m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara></w:p>"
        + P(R("shown ") + R("hidden ", "<w:vanish/>") + R("shown again", "<w:vanish w:val=\"false\"/>"));

    static string Directions =>
        "<w:p><w:pPr><w:bidi/></w:pPr>" + R("שלום ", "<w:rtl/>") + R("left ") + R("עולם", "<w:b/><w:bCs/><w:rtl/>") + "</w:p>"
        + P($"<w:dir w:val=\"rtl\">{R("العربية ")}<w:bdo w:val=\"ltr\">{R("forced")}</w:bdo></w:dir>{R(" and back")}")
        + P(R("e\u0301 combining, 🙂🙃 pairs, 中文 wide, \u202Bmarked\u202C, \u200Dz\u200Cw")) + P(R("n\u0303") + R("\u0303 mark at a run's start, ") + R("👩") + R("\u200D🚀 joined over runs"));

    static string Tables
    {
        get
        {
            var inner = P(R("the innermost sell"));
            for (var i = 0; i < 6; i++)
                inner = Table(inner, P(R($"beside level {i}"))) + P(R($"after level {i}"));
            return P(R("Nested tabels:")) + inner
                + "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr>" + P(R("spanned")) + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
                + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" + R("a list's item") + "</w:p>";
        }
    }

    static PackageParts WithNotes() => Body(
            P(R("Body with a note") + "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>" + R(" and a marked one") + "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"3\"/><w:t>*</w:t></w:r>" + R(", and at the end") + "<w:r><w:endnoteReference w:id=\"2\"/></w:r>")
            + Table(P(R("a cell's note") + "<w:r><w:footnoteReference w:id=\"4\"/></w:r>")))
        .With("footnotes", "word/footnotes.xml", Part("footnotes", "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
            + $"<w:footnote w:id=\"2\">{P("<w:r><w:footnoteRef/></w:r>" + R(" The note have two"))}{P(R("paragraphs in it."))}</w:footnote><w:footnote w:id=\"3\">{P("<w:r><w:t>*</w:t></w:r>" + R(" marked"))}</w:footnote><w:footnote w:id=\"4\">{Table(P(R("a tabel in a note")))}{P(R("after"))}</w:footnote>"))
        .With("endnotes", "word/endnotes.xml", Part("endnotes", $"<w:endnote w:id=\"2\">{P("<w:r><w:endnoteRef/></w:r>" + R(" The endnote to."))}</w:endnote>"))
        .With("header", "word/header1.xml", Part("hdr", P(R("Header for first pages"))))
        .With("header", "word/header2.xml", Part("hdr", P(R("Header for ") + "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>2</w:t></w:r></w:fldSimple>" + R(" and others"))))
        .With("footer", "word/footer1.xml", Part("ftr", P(R("Footer of teh file"))));

    static PackageParts WithForeignParts() => Body(P(R("Many parts lay around ") + Ins(21, R("this text")) + "<w:r><w:commentReference w:id=\"1\"/></w:r>"))
        .With("comments", "word/comments.xml", Part("comments", $"<w:comment w:id=\"1\" {Dora} w:initials=\"D\">{P(R("Their words stay as they is."))}</w:comment>"))
        .With("http://schemas.microsoft.com/office/2011/relationships/people", "word/people.xml", "<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:person w15:author=\"Dora\"/></w15:people>", "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml")
        .With("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "word/commentsExtended.xml", "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>", "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml")
        .With("glossaryDocument", "word/glossary/document.xml", Part("glossaryDocument", $"<w:docParts><w:docPart><w:docPartPr><w:name w:val=\"n\"/></w:docPartPr><w:docPartBody>{P(R("building block ") + Ins(1, R("of theirs")) + Ins(2, R("and more")))}</w:docPartBody></w:docPart></w:docParts>"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml")
        .With("customXml", "customXml/item1.xml", "<a>&#65;<b c='d'/></a>", "application/xml")
        .With("image", "word/media/image.bin", "\0\u0001\u0002 no picture", "application/octet-stream")
        .Part("docProps/thumbnail.xml", "application/xml", "<nobody refers='to this'/>");

    /// <summary>All of XML that word processors never use.</summary>
    const string Syntax =
        """
        <?xml version='1.0' encoding='utf-8'?><!-- before --><?pi before?>
        <d:document xmlns:d='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:unused="u" xml:space='preserve'
        ><d:body >
        <d:p	d:rsidR = '00A1'
        ><!-- <d:p> --><d:pPr><d:jc d:val='left'/></d:pPr><?pi <d:r>?><d:r ><d:rPr><d:b d:val = "1" /></d:rPr ><d:t>one <!-- in -->two<?pi in?> three</d:t ></d:r
        ><d:r><d:t xml:space = 'default'>  <![CDATA[raw <&> text]]> teh end </d:t></d:r></d:p>
        <w:p xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:r><d:t>mixed &#x70;refixes &amp;c &quot;q&apos;</d:t></w:r><d:r><w:t>an other</w:t></d:r></w:p>
        <d:p><d:r><x:t xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>redeclared</x:t></d:r><d:r><d:t xmlns:d='urn:other'>not text</d:t></d:r><d:ins d:id = '1' d:author='Berta' d:date='2026-01-02T03:04:05Z'><d:r><d:t>theirs</d:t></d:r></d:ins></d:p>
        <!-- after --></d:body></d:document><!-- the end --><?pi end?>

        """;

    const string DefaultNamespace =
        $"""
        <document xmlns="{W}" xmlns:w="{W}"><body><p><r><rPr><b/></rPr><t>no prefix</t></r><r><t xml:space="preserve"> at all in this one</t></r><ins w:id="1" w:author="Berta"><r><t>, theirs</t></r></ins></p><p><hyperlink w:anchor="a"><r><t>linked</t></r></hyperlink><r><tab/><t>is it</t></r></p></body></document>
        """;

    static string StrictMain => Strictly(Part("document", $"<w:body>{P(R("Strict documents is rare") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + Ins(1, R(" but theirs")))}<w:sectPr/></w:body>"));

    static string Strictly(string part) => part
        .Replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main", StringComparison.Ordinal)
        .Replace("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math", StringComparison.Ordinal)
        .Replace(PackageParts.Transitional, PackageParts.Strict, StringComparison.Ordinal);
}
