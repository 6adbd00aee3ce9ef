using System.Text;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Word documents that hold, in random order, everything that makes editing hard.</summary>
sealed class RandomDocx(Random random)
{
    static readonly string[] Words = ["word", "two words", " ", "  gap  ", "&amp;", "&lt;b&gt;", "&#233;", "é", "🙂", "e\u0301", "שלום", "中文", "x", "", "a\r\nb"];
    static readonly string[] Properties = ["", "<w:b/>", "<w:i/><w:sz w:val=\"20\"/>", "<w:vanish w:val=\"0\"/>"];
    static readonly string[] InRun = ["<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:br w:type=\"page\"/>", "<w:sym w:font=\"S\" w:char=\"F020\"/>", "<w:lastRenderedPageBreak/>"];

    static readonly string[] Between =
    [
        "<w:proofErr w:type=\"spellStart\"/>", "<w:bookmarkStart w:id=\"9\" w:name=\"b\"/>", "<w:r/>", "<w:r><w:t/></w:r>", "<w:r><w:rPr><w:b/></w:rPr></w:r>",
        "<w:del w:id=\"7\" w:author=\"A\"><w:r><w:delText>gone</w:delText></w:r></w:del>", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    ];

    public byte[] Next() => Of(string.Concat(Many(4, Block)), ("header1", Paragraph(0)), ("footnotes", $"<w:footnote w:id=\"2\">{Paragraph(0)}</w:footnote>"));

    string Block() => random.Next(6) == 0 ? $"<w:tbl><w:tr><w:tc>{Paragraph(1)}</w:tc><w:tc>{Paragraph(1)}</w:tc></w:tr></w:tbl>" : Paragraph(1);

    string Paragraph(int boxes) => P(string.Concat(Many(6, () => Inline(boxes))));

    string Inline(int boxes) => random.Next(14) switch
    {
        0 => $"<w:ins w:id=\"5\" w:author=\"A\">{string.Concat(Many(2, Run))}</w:ins>",
        1 => $"<w:hyperlink r:id=\"x\">{string.Concat(Many(2, Run))}</w:hyperlink>",
        2 => $"<w:sdt><w:sdtPr>{(random.Next(2) == 0 ? "<w:lock w:val=\"contentLocked\"/>" : "")}</w:sdtPr><w:sdtContent>{Run()}</w:sdtContent></w:sdt>",
        3 => $"<w:fldSimple w:instr=\"{(random.Next(2) == 0 ? "PAGE" : "HYPERLINK x")}\">{Run()}</w:fldSimple>",
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
