using System.Text;
using System.Text.RegularExpressions;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

public sealed class TextRedlineTests
{
    static string Redline(Opened document, IEnumerable<TextEdit> edits)
    {
        using var output = new MemoryStream();
        document.Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "A \"B\"", DateTimeOffset.UnixEpoch))], output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void Markdown_shows_changes_as_critic_markup()
    {
        using var document = new Opened("> I has **one**\n> car"u8.ToArray(), FileTypes.Markdown);
        Assert.Equal("> I {--has--}{++have++} **one**\n> {++red ++}car", Redline(document, [document.Edit("has", "have"), document.Insert("**\n", "red ")]));
    }

    [Fact]
    public void Html_shows_changes_as_ins_and_del()
    {
        using var document = new Opened("<p>I <b>has</b> one &amp; two</p>"u8.ToArray(), FileTypes.Html);
        const string By = " datetime=\"1970-01-01T00:00:00Z\" title=\"A &quot;B&quot;\">";
        Assert.Equal(
            $"<p>I <b><del{By}has</del><ins{By}have</ins></b><del{By} one &amp;</del> two</p>",
            Redline(document, [document.Edit("has one &", "have")]));
    }

    [Fact]
    public void Plain_text_has_no_way_to_show_changes()
    {
        using var document = new Opened("text"u8.ToArray(), FileTypes.PlainText);
        Assert.False(document.Document.CanRedline);
        Assert.Throws<DocumentException>(() => Redline(document, [document.Edit("text", "x")]));
    }

    [Theory]
    [InlineData(FileTypes.Markdown, "{--", "--}", "{++", "++}")]
    [InlineData(FileTypes.Html, "<del [^>]*>", "</del>", "<ins [^>]*>", "</ins>")]
    public void Accepting_all_is_clean_and_rejecting_all_is_the_original_to_the_byte(string type, string deleteOpen, string deleteClose, string insertOpen, string insertClose)
    {
        if (type == FileTypes.Markdown)
            (deleteOpen, deleteClose, insertOpen, insertClose) = (Regex.Escape(deleteOpen), Regex.Escape(deleteClose), Regex.Escape(insertOpen), Regex.Escape(insertClose));
        string Drop(string text, string open, string close) => Regex.Replace(text, $"{open}.*?{close}", "", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        string Unwrap(string text, string open, string close) => Regex.Replace(text, $"{open}|{close}", "", RegexOptions.None, TimeSpan.FromSeconds(5));
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            string[] pieces = type == FileTypes.Html
                ? ["word ", "<b>bold</b> ", "  two\n", "&amp;", "<br>", "<p>", "é🙂", "<i>", "</i>"]
                : ["word ", "**bold** ", "[l](u) ", "\\* ", "&amp; ", "\n", "\n\n> ", "\n\n- ", "é🙂 "];
            var text = "<meta charset=utf-8>"[(type == FileTypes.Html ? 0 : 20)..] + "Start " + string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            using var document = new Opened(Encoding.UTF8.GetBytes(text), type);
            var edits = RandomEdits.For(document.Document, random, 6, ["", "x", "new words", "é", "a & b"]);
            var redline = Redline(document, edits);
            Assert.Equal(text, Unwrap(Drop(redline, insertOpen, insertClose), deleteOpen, deleteClose));
            Assert.Equal(Encoding.UTF8.GetString(document.Write(edits)), Unwrap(Drop(redline, deleteOpen, deleteClose), insertOpen, insertClose));
        }
    }
}
