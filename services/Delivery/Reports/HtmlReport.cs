using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SwipeReview.Delivery.Reports;

/// <summary>
/// A report as one HTML file that needs nothing else. It holds strangers' words: each is encoded, and even what were not
/// could neither run nor load anything, because the page's own policy allows its one style sheet and nothing besides.
/// </summary>
internal sealed class HtmlReport(TextWriter page)
{
    private const string Style = """
        :root{color-scheme:light dark;--text:#1b1f24;--muted:#57606a;--line:#d0d7de;--back:#fff;--del:#8f1414;--delback:#fde8e8;--ins:#0a5a28;--insback:#dff5e5}
        @media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#9da7b1;--line:#3d444d;--back:#0d1117;--del:#ffb3ad;--delback:#4a1618;--ins:#9be9a8;--insback:#0f3d1f}}
        body{max-width:50rem;margin:0 auto;padding:1.5rem;font:1rem/1.55 system-ui,sans-serif;color:var(--text);background:var(--back);overflow-wrap:anywhere}
        h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1rem;margin:0 0 .4rem}
        table{border-collapse:collapse;width:100%}th{text-align:start;font-weight:600;width:11rem;color:var(--muted)}
        th,td{padding:.2rem .6rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--line)}td{white-space:pre-wrap}
        article{padding:1rem 0;border-top:1px solid var(--line);break-inside:avoid}article th,article td{border:0;font-size:.9rem}
        .text{white-space:pre-wrap;margin:.4rem 0}.around{color:var(--muted)}
        del{color:var(--del);background:var(--delback)}ins{color:var(--ins);background:var(--insback)}
        del::before,del::after,ins::before,ins::after{clip-path:inset(100%);height:1px;overflow:hidden;position:absolute;white-space:nowrap;width:1px}
        del::before{content:" [deleted: "}ins::before{content:" [inserted: "}del::after,ins::after{content:"] "}
        @media print{:root{--text:#000;--muted:#444;--line:#999;--back:#fff;--del:#8f1414;--delback:#fff;--ins:#0a5a28;--insback:#fff}body{max-width:none;padding:0;font-size:10pt}}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    public void Write(ReviewReport report)
    {
        page.Write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        page.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        Text(report.Title);
        page.Write($"</title>\n<style>{Style}</style>\n</head>\n<body>\n<header>\n<h1>");
        Isolated(report.Title);
        page.Write("</h1>\n</header>\n<main>\n");
        Section("job", "The job", report.Job);
        Section("outcome", "What came of it", report.Outcome);
        page.Write("<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">Changes</h2>\n");
        if (report.Entries.Count == 0)
        {
            page.Write("<p>Nothing was proposed.</p>\n");
        }

        foreach (var entry in report.Entries)
        {
            Entry(entry);
        }

        page.Write("</section>\n</main>\n</body>\n</html>\n");
    }

    private void Section(string id, string title, IReadOnlyList<ReportFact> facts)
    {
        page.Write($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n");
        Table(facts);
        page.Write("</section>\n");
    }

    private void Entry(ReportEntry entry)
    {
        page.Write($"<article id=\"change-{entry.Number}\" aria-labelledby=\"title-{entry.Number}\">\n<h3 id=\"title-{entry.Number}\">{entry.Number}. ");
        Text(entry.Title);
        page.Write("</h3>\n<p class=\"text\" dir=\"auto\">");
        Element("span class=\"around\"", "span", entry.Before);
        Element("del", "del", entry.Deleted);
        Element("ins", "ins", entry.Inserted);
        Element("span class=\"around\"", "span", entry.After);
        page.Write("</p>\n");
        Table(entry.Facts);
        page.Write("</article>\n");
    }

    private void Table(IReadOnlyList<ReportFact> facts)
    {
        page.Write("<table>\n<tbody>\n");
        foreach (var fact in facts)
        {
            page.Write("<tr><th scope=\"row\">");
            Text(fact.Label);
            page.Write("</th><td>");
            Isolated(fact.Value);
            page.Write("</td></tr>\n");
        }

        page.Write("</tbody>\n</table>\n");
    }

    private void Element(string open, string close, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        page.Write($"<{open}>");
        Isolated(text);
        page.Write($"</{close}>");
    }

    /// <summary>A mark for right-to-left writing in it turns nothing around it.</summary>
    private void Isolated(string text)
    {
        page.Write("<bdi>");
        Text(text);
        page.Write("</bdi>");
    }

    private void Text(string text) => Encoder.Encode(page, text);
}
