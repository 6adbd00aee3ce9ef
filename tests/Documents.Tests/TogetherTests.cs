using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

/// <summary>Edits that each can be made alone, but together would make markup of the text between them.</summary>
public sealed class TogetherTests
{
    static readonly string[] Words = ["&", "amp", ";", "#", "38", "<", ">", "b", "/", "!", "?", "*", "**", "_", "`", "[", "]", "(u)", "copy", "lt", "x", " ", " ", " ", "-", "\\", "~"];

    static readonly string[] Replacements = ["", "", "", "x", " ", ";", "amp", "#", "&", "<", "*", "_", "]"];

    static Opened Open(string text, string contentType) => new(Encoding.UTF8.GetBytes(text), contentType);

    static TextEdit Delete(Opened document, int start, int end) => new(document.Blocks[0].Id, start, end, document.Blocks[0].Text[start..end], "");

    [Theory]
    [InlineData("<p>R&- amp; D", 2, 3, 4, "<p>R&amp;amp; D")]
    [InlineData("<p>R&<i>-</i>- amp; D", 2, 3, 5, "<p>R&<i></i>amp; D")]
    [InlineData("<p>a <- -b> c", 3, 4, 6, "<p>a &lt;b> c")]
    [InlineData("<p>a <- -/b> c", 3, 4, 6, "<p>a &lt;/b> c")]
    [InlineData("<p>a &- -copy c", 3, 4, 6, "<p>a &amp;copy c")]
    [InlineData("<p>a &- -#38 c", 3, 4, 6, "<p>a &amp;#38 c")]
    [InlineData("<p>AT&- -T c", 3, 4, 6, "<p>AT&T c")]
    public void In_a_page_the_text_stays_text(string page, int start, int middle, int end, string expected)
    {
        using var document = Open(page, FileTypes.Html);
        Assert.Equal(expected, Encoding.UTF8.GetString(document.Write(Delete(document, start, middle), Delete(document, middle, end))));
    }

    [Fact]
    public void An_ampersand_at_a_distance_stays_one()
    {
        using var document = Open("<p>a &am p; b", FileTypes.Html);
        using var edited = document.Apply(Delete(document, 5, 6));
        Assert.Equal(["a &amp; b"], edited.Texts);
    }

    [Theory]
    [InlineData("2 * 3 * 4", FileTypes.Markdown, 3, 4, 5, 6)]
    [InlineData("/* say * and / so */", "text/x-c", 5, 9, 9, 10)]
    public void Elsewhere_they_are_refused_before_the_first_byte(string text, string contentType, int start, int end, int otherStart, int otherEnd)
    {
        using var document = Open(text, contentType);
        TextEdit[] edits = [Delete(document, start, end), Delete(document, otherStart, otherEnd)];
        Assert.All(edits, e => Assert.Null(document.Document.Check(e)));
        using var output = new MemoryStream();
        var error = Assert.Throws<DocumentException>(() => document.Document.Write(edits, output));
        Assert.Contains(document.Blocks[0].Text, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
        Assert.Throws<DocumentException>(() => document.Document.FindDifference(edits, output));
    }

    [Theory]
    [InlineData(FileTypes.Html, 0)]
    [InlineData(FileTypes.Markdown, 5)]
    public void What_is_written_of_the_worst_texts_reads_as_expected(string contentType, int refusedOfTen)
    {
        int written = 0, refused = 0;
        for (var seed = 0; seed < 1_500; seed++)
        {
            var random = new Random(seed);
            var text = "Begin " + string.Concat(Enumerable.Range(0, 14).Select(_ => Words[random.Next(Words.Length)])) + " end";
            using var document = Open(contentType == FileTypes.Html ? "<meta charset=utf-8><p>" + text : text, contentType);
            var edits = RandomEdits.For(document.Document, random, 6, Replacements);
            if (TryWrite(document, edits) is not { } bytes)
            {
                refused++;
                continue;
            }

            written++;
            using var edited = new Opened(bytes, contentType);
            Assert.True(Seen(document.Blocks.Select(b => Oracle.Apply(b, edits))) == Seen(edited.Texts), $"{text}\n{string.Join('\n', edits)}\ngave\n{Encoding.UTF8.GetString(bytes)}");
        }

        Assert.True(refused * 10 <= (written + refused) * refusedOfTen, $"{refused} of {written + refused} are refused.");
    }

    static byte[]? TryWrite(Opened document, List<TextEdit> edits)
    {
        try
        {
            return document.Write(edits);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    /// <summary>White space counts once.</summary>
    static string Seen(IEnumerable<string> texts) => string.Join(' ', string.Join(' ', texts).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
