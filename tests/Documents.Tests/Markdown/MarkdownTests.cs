using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Markdown;

public sealed class MarkdownTests
{
    const string Sample = """
        ---
        title: Untouchable
        ---
        # A *heading* with markup

        First paragraph, with [a link](http://example.com "title") and `code`.
        It goes on & on &amp; on\*.

        > Quoted text
        > on two lines

        - item one
          continued
        - [ ] a task

              code = in_item()

        | head | col |
        |------|-----|
        | cell | **b**\|c |

        ```
        fenced code
        ```

        <div>html</div>

        A note[^1] and http://auto.link

        [^1]: The note's text.

        [ref]: http://ref.example
        """;

    static readonly string[] Replacements = ["", "x", "new words", "é", "🙂", "a & b", "1 < 2", "it's \"so\"", "C#", "snake_case", "中文"];

    static Opened Open(string text) => new(Encoding.UTF8.GetBytes(text), FileTypes.Markdown);

    static string Edited(string text, string original, string replacement)
    {
        using var document = Open(text);
        return Encoding.UTF8.GetString(document.Write(document.Edit(original, replacement)));
    }

    [Fact]
    public void Only_prose_is_offered_in_source_order()
    {
        using var document = Open(Sample);
        Assert.Equal(
            [
                (BlockKind.Heading, "A *heading* with markup"),
                (BlockKind.Paragraph, "First paragraph, with [a link](http://example.com \"title\") and `code`.\nIt goes on & on & on*."),
                (BlockKind.Quote, "Quoted text\non two lines"),
                (BlockKind.ListItem, "item one\ncontinued"),
                (BlockKind.ListItem, "[ ] a task"),
                (BlockKind.Cell, "head"),
                (BlockKind.Cell, "col"),
                (BlockKind.Cell, "cell"),
                (BlockKind.Cell, "**b**|c"),
                (BlockKind.Paragraph, "A note[^1] and http://auto.link"),
                (BlockKind.Footnote, "The note's text."),
            ],
            document.Blocks.Select(b => (b.Kind, b.Text.Trim(' '))));
    }

    [Fact]
    public void Markup_is_seen_and_protected()
    {
        using var document = Open(Sample);
        var paragraph = document.Blocks[1];
        Assert.Equal(["[", "](http://example.com \"title\")", "`code`"], paragraph.Protected.Select(p => paragraph.Text[p.Start..p.End]));
        Assert.Equal(EditRefusalReason.Protected, document.Document.Check(document.Edit("code", "cod"))!.Reason);
        Assert.Equal(EditRefusalReason.Protected, document.Document.Check(document.Edit("link](http", "link](https"))!.Reason);
        Assert.Null(document.Document.Check(document.Edit("with [a link](http://example.com \"title\") and", "having [the link](http://example.com \"title\") or")));
    }

    [Theory]
    [InlineData("say x now", "x", "a*b", "say a\\*b now")]
    [InlineData("say x now", "x", "2 * 3", "say 2 * 3 now")]
    [InlineData("say x now", "x", "snake_case", "say snake_case now")]
    [InlineData("say x now", "x", "_emphasis_", "say \\_emphasis\\_ now")]
    [InlineData("say x now", "x", "`tick` [b](c) <b> <3 & &amp;", "say \\`tick\\` \\[b\\](c) \\<b> <3 & \\&amp; now")]
    [InlineData("say x now", "say", "# 1", "\\# 1 x now")]
    [InlineData("say x now", "say", "1. say", "1\\. say x now")]
    [InlineData("say x now", "say", "- say", "\\- say x now")]
    [InlineData("say\\* x now", "y* x", "y. x", "say. x now")]
    [InlineData("a &copy; b", "© b", "© c", "a &copy; c")]
    [InlineData("| a x |\n|---|\n", "x", "b|c", "| a b\\|c |\n|---|\n")]
    [InlineData("> one\n> two", "one\ntwo", "one or\ntwo three", "> one or\n> two three")]
    [InlineData("> one\n> two", "two", "a\nb", "> one\n> a\n> b")]
    [InlineData("> one\r\n> two", "one\ntwo", "onetwo", "> onetwo")]
    [InlineData("C:\\dir x", "x", "D:\\new", "C:\\dir D:\\new")]
    public void New_text_reads_as_itself(string source, string original, string replacement, string expected) =>
        Assert.Equal(expected, Edited(source, original, replacement));

    [Theory]
    [InlineData("**bold** text", "bold", "bold ")]
    [InlineData("Note: # x", "Note: ", "")]
    [InlineData("a **b** c", "b", "")]
    [InlineData("text", "text", "    text")]
    [InlineData("a paragraph", "paragraph", "para\n\ngraph")]
    public void An_edit_that_would_change_the_structure_is_refused(string source, string original, string replacement)
    {
        using var document = Open(source);
        Assert.Equal(EditRefusalReason.ChangesStructure, document.Document.Check(document.Edit(original, replacement))!.Reason);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var error = Assert.Throws<DocumentException>(() => Open(new string('>', 100_000)));
        Assert.Equal(DocumentException.Invalid, error.Code);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("`")]
    [InlineData("![a](")]
    [InlineData("[a]: b\n")]
    [InlineData("<a ")]
    [InlineData("| a ")]
    [InlineData("a\n-\n")]
    [InlineData("- ")]
    [InlineData("&amp;\\*é🙂 ")]
    public void Repeated_markup_ends_in_time(string piece)
    {
        try
        {
            using var document = Open(string.Concat(Enumerable.Repeat(piece, 20_000)));
            Assert.NotNull(document.Blocks);
        }
        catch (DocumentException error)
        {
            Assert.Equal(DocumentException.Invalid, error.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Markdown), MemberType = typeof(Corpus))]
    public void The_laws_hold_for_every_text_of_the_corpus(string name)
    {
        var bytes = Corpus.Read(name);
        Assert.Contains(true, Enumerable.Range(0, 25).Select(seed => Laws.Hold(bytes, FileTypes.Markdown, seed, Replacements)));
    }

    [Fact]
    public void The_laws_hold_for_random_markdown()
    {
        string[] pieces = ["word ", "two words ", "**bold** ", "*em* ", "[link](http://x.y) ", "`code` ", "\\* ", "&amp; ", "é🙂 ", "\n", "  \n", "\n\n", "\n\n- item ", "\n\n> quote ", "\n\n# head ", "\n\n| a | b |\n|---|---|\n| c | d |\n\n", "\n\n```\ncode\n```\n\n", "<b>x</b> ", "http://auto.link "];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var text = "Start " + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (random.Next(2) == 0)
                text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
            Laws.Hold(Encoding.UTF8.GetBytes(text), FileTypes.Markdown, seed, Replacements);
        }
    }
}
