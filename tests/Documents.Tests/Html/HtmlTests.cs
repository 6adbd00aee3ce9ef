using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Html;

public sealed class HtmlTests
{
    static Opened Open(string html) => new(Encoding.UTF8.GetBytes(html), FileTypes.Html);

    static string Edited(string html, string original, string replacement)
    {
        using var document = Open(html);
        return Encoding.UTF8.GetString(document.Write(document.Edit(original, replacement)));
    }

    [Fact]
    public void Only_what_a_reader_reads_is_offered()
    {
        using var document = Open("""
            <!DOCTYPE html><html><head><title>T</title><meta charset="utf-8"><style>p { color: red }</style><script>if (a < b) "<p>no</p>";</script></head>
            <body><!-- <p>comment</p> --><h1>Head <em>line</em></h1>
            <p class="a > b" title='x'>First   paragraph
              with <b> bold</b> words&nbsp;&amp; <code>code()</code>,<br> a break and an <img alt="x" src=y> image.
            <p>Second, unclosed <ul><li>one<li>two</ul><table><tr><td>cell<th>head</table>
            <pre>preformatted <b>x</b></pre><div>loose <p>inner</p> text</div><blockquote>quoted</blockquote><svg><text>no</text></svg>5 < 6 & 7</body></html>
            """);
        Assert.Equal(
            [
                (BlockKind.Heading, "Head line"), (BlockKind.Paragraph, "First paragraph with bold words\u00A0& code(),\na break and an \uFFFC image."),
                (BlockKind.Paragraph, "Second, unclosed"), (BlockKind.ListItem, "one"), (BlockKind.ListItem, "two"), (BlockKind.Cell, "cell"), (BlockKind.Cell, "head"),
                (BlockKind.Paragraph, "loose"), (BlockKind.Paragraph, "inner"), (BlockKind.Paragraph, "text"), (BlockKind.Quote, "quoted"), (BlockKind.Paragraph, "5 < 6 & 7"),
            ],
            document.Blocks.Select(b => (b.Kind, b.Text)));
        var paragraph = document.Blocks[1];
        Assert.Equal(["code()", "\uFFFC"], paragraph.Protected.Select(p => paragraph.Text[p.Start..p.End]));
    }

    [Theory]
    [InlineData("<p>I has <b>one</b> car</p>", "has", "have", "<p>I have <b>one</b> car</p>")]
    [InlineData("<p>I <i>has</i> <b>one</b> car</p>", "has one", "own a", "<p>I <i>own a</i><b></b> car</p>")]
    [InlineData("<p>x y</p>", "x", "<b> & \u00A0\n", "<p>&lt;b&gt; &amp; &nbsp;<br> y</p>")]
    [InlineData("<p>a\n   b</p>", "a b", "a, b", "<p>a,\n   b</p>")]
    [InlineData("<p>plain</p>", "plain", "é🙂", "<p>&#233;&#128578;</p>")]
    [InlineData("<meta charset=utf-8><p>plain</p>", "plain", "é", "<meta charset=utf-8><p>é</p>")]
    [InlineData("<p>schön</p>", "schön", "très", "<p>très</p>")]
    [InlineData("<p title=it's>it's <a href=x'y>a</a></p>", "it's a", "it is", "<p title=it's>it is<a href=x'y></a></p>")]
    public void An_edit_goes_around_tags(string html, string original, string replacement, string expected) =>
        Assert.Equal(expected, Edited(html, original, replacement));

    [Fact]
    public void A_bare_ampersand_never_becomes_a_reference()
    {
        using var document = Open("<p>AT& T; a <b</b> x</p>");
        Assert.Equal(EditRefusalReason.ChangesStructure, document.Document.Check(document.Edit("& T;", "&lt;"))?.Reason);
        Assert.Equal(EditRefusalReason.Protected, new Opened("<p>a &unknown; b</p>"u8.ToArray(), FileTypes.Html) is var other ? other.Document.Check(other.Edit("unk", "k"))?.Reason : null);
    }

    [Fact]
    public void Latin_1_is_kept_and_what_it_lacks_is_written_as_a_reference()
    {
        var latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        using var document = new Opened(latin.GetBytes("<meta charset=iso-8859-1><p>caf\u00E9 au lait</p>"), FileTypes.Html);
        Assert.Equal("<meta charset=iso-8859-1><p>th\u00E9 &#8594; lait</p>", latin.GetString(document.Write(document.Edit("café au", "thé →"))));
        Assert.Throws<DocumentException>(() => new Opened("<meta charset=shift_jis><p>a</p>"u8.ToArray(), FileTypes.Html));
        Assert.Throws<DocumentException>(() => new Opened([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<p>a</p>")], FileTypes.Html));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a b='")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<li>")]
    [InlineData("<b>")]
    [InlineData("&")]
    [InlineData("&amp")]
    [InlineData("</script")]
    public void Repeated_markup_ends_in_time(string piece)
    {
        using var document = Open("<p>text " + string.Concat(Enumerable.Repeat(piece, 300_000)));
        Assert.StartsWith("text", document.Blocks[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_laws_hold_for_random_pages()
    {
        string[] pieces = ["word ", "two  words\n", "<b>bold</b> ", "<i> it", "</i>", "<br>", "<p>", "</p>", "<div>", "<li>", "&amp;", "&eacute;", "& ", "<code>c()</code>", "<!-- x -->", "<img>", "é🙂", "<span title='>'>", "</span>", "<td>", "<script>a<b</script>", "&nbsp;"];
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var html = "<meta charset=utf-8>" + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            Laws.Hold(Encoding.UTF8.GetBytes(html), FileTypes.Html, seed, [.. Laws.Replacements.Where(r => !r.Contains('\n'))], Collapsed);
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Html), MemberType = typeof(Corpus))]
    public void The_laws_hold_for_every_page_of_the_corpus(string name)
    {
        var bytes = Corpus.Read(name);
        string[] replacements = [.. Laws.Replacements.Where(r => !r.Contains('\n'))];
        Assert.Contains(true, Enumerable.Range(0, 25).Select(seed => Laws.Hold(bytes, FileTypes.Html, seed, replacements, Collapsed)));
    }

    /// <summary>White space that an edit leaves side by side counts once, as all white space does.</summary>
    static IEnumerable<string> Collapsed(IEnumerable<string> texts) => texts
        .Select(t => string.Join('\n', t.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).TrimStart('\n'))
        .Where(t => t.Replace("c()", "", StringComparison.Ordinal).Trim('\uFFFC', ' ', '\n', '\u00A0').Length > 0);
}
