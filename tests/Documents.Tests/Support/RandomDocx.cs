using System.Text;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Word documents that hold, in random order, everything that makes editing hard.</summary>
sealed class RandomDocx(Random random)
{
    static readonly string[] Words = ["word", "two words", " ", "  gap  ", "&amp;", "&lt;b&gt;", "&#233;", "é", "🙂", "e\u0301", "שלום", "中文", "x", "", "a\r\nb"];
    static readonly string[] Properties = ["", "<w:b/>", "<w:i/><w:sz w:val=\"20\"/>", "<w:vanish w:val=\"0\"/>", "<w:rtl/>", "<w:i/><w:rPrChange w:id=\"12\" w:author=\"A\"><w:rPr/></w:rPrChange>"];
    static readonly string[] InRun = ["<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:br w:type=\"page\"/>", "<w:sym w:font=\"S\" w:char=\"F020\"/>", "<w:lastRenderedPageBreak/>", "<w:ptab w:relativeTo=\"margin\" w:alignment=\"right\" w:leader=\"none\"/>"];

    static readonly string[] Between =
    [
        "<w:proofErr w:type=\"spellStart\"/>", "<w:bookmarkStart w:id=\"9\" w:name=\"b\"/>", "<w:r/>", "<w:r><w:t/></w:r>", "<w:r><w:rPr><w:b/></w:rPr></w:r>",
        "<w:del w:id=\"7\" w:author=\"A\"><w:r><w:delText>gone</w:delText></w:r></w:del>", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "<w:r><w:endnoteReference w:id=\"3\"/></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    ];

    public byte[] Next() => Of(
        string.Concat(Many(4, () => Block(2))), ("header1", Paragraph(0)), ("footer1", Block(0)), ("footnotes", $"<w:footnote w:id=\"2\">{Block(1)}</w:footnote>"),
        ("endnotes", $"<w:endnote w:id=\"3\">{Paragraph(0)}</w:endnote>"), ("comments", $"<w:comment w:id=\"4\" w:author=\"A\">{Paragraph(0)}</w:comment>"));

    string Block(int depth) => depth == 0 ? Paragraph(0) : random.Next(10) switch
    {
        0 or 1 => $"<w:tbl><w:tr><w:tc>{Block(depth - 1)}{Paragraph(1)}</w:tc><w:tc>{Paragraph(1)}</w:tc></w:tr></w:tbl>",
        2 => $"<w:sdt><w:sdtPr>{Control()}</w:sdtPr><w:sdtContent>{Block(depth - 1)}</w:sdtContent></w:sdt>",
        3 => Paragraph(0, Mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + Mark("separate"), "") + Paragraph(0) + Paragraph(0, "", Mark("end")),
        _ => Paragraph(1),
    };

    string Paragraph(int boxes) => Paragraph(boxes, "", "");

    string Paragraph(int boxes, string first, string last) => P(Style() + first + string.Concat(Many(6, () => Inline(boxes, 2))) + last);

    string Style() => random.Next(8) switch
    {
        0 => "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>",
        1 => "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
        2 => "<w:pPr><w:bidi/><w:rPr><w:ins w:id=\"11\" w:author=\"A\"/></w:rPr></w:pPr>",
        _ => "",
    };

    string Control() => random.Next(4) switch
    {
        0 => "<w:lock w:val=\"contentLocked\"/>",
        1 => "<w:dataBinding w:xpath=\"x\" w:storeItemID=\"y\"/>",
        _ => "",
    };

    static string Mark(string type) => $"<w:r><w:fldChar w:fldCharType=\"{type}\"/></w:r>";

    string Inline(int boxes, int depth) => depth == 0 ? Run() : random.Next(18) switch
    {
        0 => $"<w:ins w:id=\"5\" w:author=\"A\">{string.Concat(Many(2, () => Inline(0, depth - 1)))}</w:ins>",
        14 => $"<w:moveTo w:id=\"6\" w:author=\"A\">{Run()}</w:moveTo><w:moveFrom w:id=\"8\" w:author=\"A\">{Run()}</w:moveFrom>",
        15 => $"<w:smartTag w:uri=\"u\" w:element=\"e\">{Inline(0, depth - 1)}</w:smartTag>",
        16 => $"{Mark("begin")}<w:r><w:instrText>IF </w:instrText></w:r>{Mark("begin")}<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{Mark("separate")}{Run()}{Run()}{Mark("end")}{Mark("separate")}{Run()}{Mark("end")}",
        17 => $"<w:commentRangeStart w:id=\"4\"/>{Run()}<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>",
        1 => $"<w:hyperlink r:id=\"x\">{string.Concat(Many(2, () => Inline(0, depth - 1)))}</w:hyperlink>",
        2 => $"<w:sdt><w:sdtPr>{Control()}</w:sdtPr><w:sdtContent>{Inline(0, depth - 1)}</w:sdtContent></w:sdt>",
        3 => $"<w:fldSimple w:instr=\"{(random.Next(2) == 0 ? "PAGE" : "HYPERLINK x")}\">{Inline(0, depth - 1)}</w:fldSimple>",
        4 => $"<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>{Run()}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        5 when boxes > 0 => Box(),
        6 or 7 => Between[random.Next(Between.Length)],
        _ => Run(),
    };

    string Box()
    {
        var content = $"<w:txbxContent>{Paragraph(0)}</w:txbxContent>";
        return $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"
            + $"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    }

    string Run()
    {
        var run = new StringBuilder("<w:r>");
        var properties = Properties[random.Next(Properties.Length)];
        run.Append(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "");
        foreach (var piece in Many(3, () => random.Next(4) == 0 ? InRun[random.Next(InRun.Length)] : Text()))
            run.Append(piece);
        return run.Append("</w:r>").ToString();
    }

    string Text() => $"<w:t{(random.Next(3) > 0 ? " xml:space=\"preserve\"" : "")}>{string.Concat(Many(4, () => Words[random.Next(Words.Length)]))}</w:t>";

    IEnumerable<string> Many(int most, Func<string> make) => Enumerable.Range(0, random.Next(most) + 1).Select(_ => make()).ToList();
}
