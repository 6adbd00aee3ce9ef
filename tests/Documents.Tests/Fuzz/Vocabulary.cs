using System.Text;
using System.Text.RegularExpressions;

namespace SwipeReview.Documents.Fuzz;

/// <summary>What the formats' tokenizers know, for mutations that they understand. In Latin-1: one character a byte.</summary>
static class Vocabulary
{
    public static readonly string[] Values = ["", "0", "-1", "1", "2147483648", "99999999999999999999", "true", "preserve", "default", "begin", "separate", "end", "External", "..", "/", "&lt;", "&#x10FFFF;", "\u00C3\u00A9"];

    static readonly string[] Word =
    [
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:t xml:space=\"preserve\"> x </w:t>", "<w:p/>", "<w:r/>", "<w:t/>", "<w:tab/>", "<w:br w:type=\"page\"/>", "<w:softHyphen/>",
        "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>", "<w:instrText>HYPERLINK x</w:instrText>", "<w:fldSimple w:instr=\"PAGE\">", "</w:fldSimple>",
        "<w:ins w:id=\"1\" w:author=\"A\">", "</w:ins>", "<w:del w:id=\"1\" w:author=\"A\">", "</w:del>", "<w:hyperlink>", "</w:hyperlink>", "<w:sdt>", "</w:sdt>", "<w:sdtPr><w:lock w:val=\"contentLocked\"/></w:sdtPr>", "<w:sdtContent>", "</w:sdtContent>",
        "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Choice Requires=\"x\">", "</mc:Choice>", "<mc:Fallback>", "</mc:Fallback>", "<w:txbxContent>", "</w:txbxContent>", "<w:drawing>", "</w:drawing>", "<w:pict>", "</w:pict>",
        "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:rPr><w:vanish/></w:rPr>", "<w:pPr>", "</w:pPr>", "<m:oMath>", "</m:oMath>", "<w:footnoteReference w:id=\"2\"/>", "<w:footnote w:id=\"2\">", "</w:footnote>",
        "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<!DOCTYPE x>", "&amp;", "&#0;", "&x;", "<x:r xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">", "</x:r>", "<w:r xmlns:w=\"u\">", "\u00ED\u00A0\u0080", "\u00EF\u00BF\u00BC", "\u00E2\u0080\u0091",
    ];

    static readonly string[] Html =
    [
        "<p>", "</p>", "<b>", "</b>", "<br>", "<img>", "<li>", "<ul>", "</ul>", "<td>", "<table>", "</table>", "<code>", "</code>", "<pre>", "</pre>", "<script>", "</script>", "<!--", "-->", "<!x>", "</", "<", "&", "&amp;", "&nbsp;", "&#x0;", "&#1114112;",
        "<a title='", "'", "\"", "<svg>", "</svg>", "<template>", "<meta charset=latin1>", "\u00C3\u00A9", "\u00FF", "\0",
    ];

    static readonly string[] Text =
    [
        "**", "*", "_", "`", "```", "~~~", "[", "](", ")", "![", "[a]: b\n", "[^1]", "[^1]: ", "> ", "- ", "1. ", "# ", "\n", "\r\n", "\r", "\n\n", "|", "|-|-|\n", "    ", "\t", "---\n", "<b>", "</b>", "<!--", "-->", "\\", "\\*", "&amp;", "&#0;", "<http://a>", "$$", "{--", "++}",
        "/*", "*/", "//", "\"", "'", "\"\"\"", "@\"", "$\"{", "}", "#", "%", "\\begin{x}", "\u00C3\u00A9", "\u00EF\u00BB\u00BF", "\u00FF\u00FE", "\u00FF", "\0",
    ];

    static readonly string[] Tex =
    [
        "\\", "\\begin{", "\\end{", "}", "{", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{equation}", "\\end{equation}", "\\begin{tabular}{ll}", "\\end{tabular}", "\\end{document}", "\\section{", "\\footnote{", "\\emph{", "\\verb|",
        "\\\\", "&", "%", "$", "$$", "\\(", "\\)", "\\[", "\\]", "~", "--", "``", "''", "\\'e", "\\\"{o}", "\\def\\x{", "\\item", "\n\n", "\n", "\r", "\u00C3\u00A9", "\u00FF", "\0", "^^M",
    ];

    public static string[] Of(string type) => type switch
    {
        FileTypes.Docx => Word,
        FileTypes.Html => Html,
        FileTypes.Tex => Tex,
        _ => Text,
    };

    /// <summary>Tags and what stands between them, or words and what stands between them; nothing is left out.</summary>
    public static List<string> Split(string text, string type) =>
        [.. Regex.Split(text, type is FileTypes.Docx or FileTypes.Html ? "(<[^<>]*>)" : "(\\w+|\\s+)", RegexOptions.None, TimeSpan.FromSeconds(5)).Where(piece => piece.Length > 0)];
}
