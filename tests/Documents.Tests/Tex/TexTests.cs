using System.Diagnostics;
using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Tex;

public sealed class TexTests
{
    const string Sample = """
        \documentclass[12pt]{article} % class
        \newcommand{\foo}[1]{\title{no #1}}
        \title{The \emph{great} title}
        \author{A. B.}
        \begin{document}
        \maketitle
        \section[short]{A section \label{s} here}\label{sec:a}
        This is the first paragraph, with \textbf{bold words} and % a comment
           more text\footnote{A note with $x^2$ and \emph{words}.} that goes on---and on, see~\ref{sec:a} and \cite[p.~3]{knuth}.
        It costs 5\,\% \& 3\$, ``quoted'' na\"{\i}ve caf\'e \dots{} and \def\bar{no text}so on.

        \begin{itemize}
          \item One item \verb|x_y| here
          \item[b] Two items \foo{arg} there \LaTeX\ rocks\\ in two lines
        \end{itemize}
        \begin{equation} a = b \end{equation}
        \begin{figure}[ht]\centering\includegraphics{x}\caption{The \textit{caption} text}\end{figure}
        \begin{tabular}{ll}
        Year & Number of \textbf{people} \\ \hline
        1999 & twelve persons \\[2pt]
        \end{tabular}
        \begin{verbatim}
        not % this } {
        \end{verbatim}
        Last \href{http://x.y}{link text} words {\bf here} and \[ x = y \] done.
        % whole comment line
        \end{document}
        not this
        """;

    public static TheoryData<string> Files => ["pandoc.tex", "report.tex"];

    static Opened Open(string tex) => new(Encoding.UTF8.GetBytes(tex), FileTypes.Tex);

    [Fact]
    public void Only_what_is_printed_as_text_is_offered()
    {
        using var document = Open(Sample);
        Assert.Equal(
            [
                (BlockKind.Heading, "The great title"), (BlockKind.Heading, "A section here"),
                (BlockKind.Paragraph, "This is the first paragraph, with bold words and more text\uFFFC that goes on—and on, see\u00A0\uFFFC and \uFFFC. "
                    + "It costs 5\u2009% & 3$, “quoted” naïve café … and so on."),
                (BlockKind.Footnote, "A note with \uFFFC and words."), (BlockKind.ListItem, "One item x_y here"),
                (BlockKind.ListItem, "Two items \uFFFC there LaTeX rocks\nin two lines"), (BlockKind.Paragraph, "The caption text"),
                (BlockKind.Cell, "Year"), (BlockKind.Cell, "Number of people"), (BlockKind.Cell, "1999"), (BlockKind.Cell, "twelve persons"),
                (BlockKind.Paragraph, "Last link text words here and \uFFFC done."),
            ],
            document.Blocks.Select(b => (b.Kind, b.Text)));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"p{i}"), document.Blocks.Select(b => b.Id));
    }

    [Fact]
    public void What_pandoc_writes_reads_as_it_was_meant()
    {
        using var document = new Opened(Fixtures.Read("pandoc.tex"), FileTypes.Tex);
        Assert.Equal(
            ["A report on teh harbour", "Overview of important things",
                "This are the first paragraph, with bold words, italic ones, code and a link to somewhere. It has a footnote\uFFFC and smart “quotes” — and dashes.",
                "The note says more then the text.", "A quotation that go on for two lines.", "First item of the list"],
            document.Texts.Take(6));
        Assert.Equal("The end is near, irregardless of teh weather.", document.Texts.Last());
    }

    [Theory]
    [InlineData("I has \\emph{one} car", "has one", "own a", "I own a\\emph{} car")]
    [InlineData("All of it", "All", "5 % & $3 #1 a_b {c} ~ ^ \\", "5 \\% \\& \\$3 \\#1 a\\_b \\{c\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} of it")]
    [InlineData("All of it", "of", "-- '' ``", "All -{}- '{}' \\textasciigrave{}\\textasciigrave{} it")]
    [InlineData("na\\\"ive caf\\'e is open", "is", "was", "na\\\"ive caf\\'e was open")]
    [InlineData("na\\\"ive men", "naïve", "naif", "naif men")]
    [InlineData("one % two\n  three", "one three", "1 3", "1 3% two\n  ")]
    [InlineData("a\\footnote{I has it} b", "has", "have", "a\\footnote{I have it} b")]
    [InlineData("x \\dots y here", "here", "there", "x \\dots y there")]
    public void An_edit_goes_around_commands(string tex, string original, string replacement, string expected)
    {
        using var document = Open(tex);
        Assert.Equal(expected, Encoding.UTF8.GetString(document.Write(document.Edit(original, replacement))));
    }

    [Theory]
    [InlineData("It is as $x$ says", "$x$", EditRefusalReason.OriginalDiffers)]
    [InlineData("It is as $x$ says", "as \uFFFC says", EditRefusalReason.Protected)]
    [InlineData("See \\ref{a} for it", "\uFFFC for", EditRefusalReason.Protected)]
    [InlineData("So \\verb|x y| is", "x y", EditRefusalReason.Protected)]
    [InlineData("one\ntwo\nthree", "two", EditRefusalReason.ChangesStructure)]
    public void What_is_no_prose_stays(string tex, string original, EditRefusalReason reason)
    {
        using var document = Open(tex);
        var block = document.Blocks[0];
        var start = Math.Max(0, block.Text.IndexOf(original, StringComparison.Ordinal));
        Assert.Equal(reason, document.Document.Check(new(block.Id, start, Math.Min(block.Text.Length, start + original.Length), original, ""))?.Reason);
    }

    [Theory]
    [InlineData("First one.\n\nThen $ no end\n\nand more")]
    [InlineData("First one.\n\n\\emph{x}\\foo{no end\n\nand more")]
    [InlineData("First one.\n\n\\begin{verbatim} no end")]
    public void After_what_never_closes_nothing_is_offered(string tex)
    {
        using var document = Open(tex);
        Assert.Equal(["First one."], document.Texts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_laws_hold_for_what_pandoc_writes(string name)
    {
        for (var seed = 0; seed < 60; seed++)
            Laws.Hold(Fixtures.Read(name), FileTypes.Tex, seed, reading: Printed);
    }

    [Fact]
    public void The_laws_hold_for_random_paragraphs()
    {
        string[] pieces = ["word ", "\\emph{two words} ", "% note\n", "\\% ", "\\'e", "``q'' ", "--- ", "\n", "\n\n", "\\footnote{a note} ", "$x$ ", "\\section{Head} ", "~", "\\dots ", "{\\bf b} ", "\\\\ ", "é🙂 ", "\\item ", "\\textbf{a}"];
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var tex = "Start " + string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            Laws.Hold(Encoding.UTF8.GetBytes(tex), FileTypes.Tex, seed, reading: Printed);
        }
    }

    [Theory]
    [InlineData("{", 9_000_000)]
    [InlineData("\\emph{", 1_500_000)]
    [InlineData("\\footnote{a", 900_000)]
    [InlineData("\\begin{a}", 1_000_000)]
    [InlineData("$", 9_000_000)]
    [InlineData("%", 9_000_000)]
    [InlineData("a b ", 2_400_000)]
    [InlineData("a\n\n", 1_000_000)]
    [InlineData("\\foo[", 1_500_000)]
    [InlineData("\\\\[", 2_500_000)]
    [InlineData("\\def", 2_500_000)]
    public void Hostile_files_end_in_seconds(string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            Open(string.Concat(Enumerable.Repeat(piece, times))).Dispose();
        }
        catch (DocumentException refusal)
        {
            Assert.Equal(DocumentException.Invalid, refusal.Code);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString()); // two or three alone; hours if it grew with the square
    }

    /// <summary>White space is what TeX prints of it.</summary>
    static IEnumerable<string> Printed(IEnumerable<string> texts) =>
        texts.Select(t => string.Join(' ', t.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))).Where(t => t.Trim().Length > 0);
}
