using System.Globalization;
using System.Text;

namespace SwipeReview.Pdf;

/// <summary>
/// Pages of running text, A4, numbered "page x of y". A page is written as soon as it is full, so a thousand of them take
/// no more memory than one. The same calls give the same bytes.
/// </summary>
public sealed class PdfPages
{
    private const double Width = 595;
    private const double Height = 842;
    private const double Margin = 56;
    private const double LabelWidth = 120;
    private const double BodySize = 9.5;
    private const double Leading = 1.4;
    private const string Muted = "0.36 0.36 0.36 rg 0.36 0.36 0.36 RG\n";
    private const string Struck = "0.56 0.08 0.08 rg 0.56 0.08 0.08 RG\n";
    private const string Underlined = "0.04 0.35 0.16 rg 0.04 0.35 0.16 RG\n";
    private const string Black = "0 g 0 G\n";

    private readonly PdfFile file;
    private readonly PdfFonts fonts;
    private readonly string title;
    private readonly DateTimeOffset madeAt;
    private readonly int tree;
    private readonly int regular;
    private readonly int bold;
    private readonly int total;
    private readonly List<int> pages = [];
    private readonly StringBuilder content = new();
    private double y = Height - Margin;

    /// <param name="output">Written to from where it stands; left open.</param>
    /// <param name="fonts">For one document.</param>
    /// <param name="title">Of the document, shown by viewers.</param>
    /// <param name="madeAt">The time that the document bears.</param>
    public PdfPages(Stream output, PdfFonts fonts, string title, DateTimeOffset madeAt)
    {
        file = new PdfFile(output);
        (this.fonts, this.title, this.madeAt) = (fonts, title, madeAt);
        (tree, regular, bold, total) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
    }

    public void Heading(string text, double size)
    {
        KeepTogether(size * 4);
        y -= size * 0.6;
        Flow([new(text, PdfStyle.Bold)], Margin, size);
        y -= size * 0.3;
    }

    public void Paragraph(IReadOnlyList<PdfText> texts)
    {
        Flow(texts, Margin, BodySize);
        y -= 3;
    }

    /// <summary>Two columns: what it is, and what it says.</summary>
    public void Facts(IEnumerable<(string Label, string Value)> facts)
    {
        foreach (var (label, value) in facts)
        {
            KeepTogether(BodySize * Leading);
            var (page, top) = (pages.Count, y);
            Flow([new(label, PdfStyle.Muted)], Margin, BodySize, Margin + LabelWidth - 8);
            var (labelPage, bottom) = (pages.Count, y);
            if (labelPage == page)
            {
                y = top; // beside it
            }

            Flow([new(value)], Margin + LabelWidth, BodySize);
            y = pages.Count == page ? Math.Min(y, bottom) : y;
        }

        y -= 4;
    }

    /// <summary>Begins a new page when there is less room than this left, in points.</summary>
    public void KeepTogether(double room)
    {
        if (y - room < Margin)
        {
            EndPage();
        }
    }

    public void Rule()
    {
        y -= 6;
        content.Append(CultureInfo.InvariantCulture, $"0.8 G 0.5 w {Margin} {y:0.##} m {Width - Margin} {y:0.##} l S\n0 G\n");
        y -= 4;
    }

    public void Finish()
    {
        EndPage();
        var count = pages.Count.ToString(CultureInfo.InvariantCulture);
        file.WriteStream(total, Encoding.ASCII.GetBytes($"BT /F1 8 Tf 0.36 g <{fonts.Regular.Encode(count)}> Tj ET\n"),
            $"/Type/XObject/Subtype/Form/BBox[0 -4 60 12]/Resources<</Font<</F1 {regular} 0 R>>>>");
        fonts.Regular.WriteTo(file, regular);
        fonts.Bold.WriteTo(file, bold);
        file.Write(tree, $"<</Type/Pages/Count {count}/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]>>");
        var catalog = file.Add($"<</Type/Catalog/Pages {tree} 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>");
        var time = madeAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        file.Finish(catalog, file.Add($"<</Title {PdfFile.Text(title)}/Producer(SwipeReview)/CreationDate(D:{time}Z)>>"));
    }

    private void Flow(IReadOnlyList<PdfText> texts, double left, double size, double right = Width - Margin)
    {
        var line = new List<(PdfStyle Style, StringBuilder Text, double Width)>();
        double width = 0;
        foreach (var (text, style) in texts)
        {
            foreach (var word in Words(FontOf(style).Drawable(text)))
            {
                if (word == "\n")
                {
                    EndLine();
                    continue;
                }

                foreach (var piece in Pieces(word, style, size, right - left))
                {
                    var wide = WidthOf(piece, style, size);
                    if (width + wide > right - left && width > 0)
                    {
                        EndLine();
                        if (piece is " ")
                        {
                            continue;
                        }
                    }

                    if (line is not [.., { Style: var last, Text: var open, Width: var so }] || last != style)
                    {
                        line.Add((style, new StringBuilder(piece), wide));
                    }
                    else
                    {
                        line[^1] = (style, open.Append(piece), so + wide);
                    }

                    width += wide;
                }
            }
        }

        if (line.Count > 0)
        {
            EndLine();
        }

        void EndLine()
        {
            KeepTogether(size * Leading);
            y -= size * Leading;
            var x = left;
            foreach (var (style, text, wide) in line)
            {
                Draw(text.ToString(), style, x, size, wide);
                x += wide;
            }

            line.Clear();
            width = 0;
        }
    }

    private void Draw(string text, PdfStyle style, double x, double size, double width)
    {
        content.Append(style.HasFlag(PdfStyle.Struck) ? Struck : style.HasFlag(PdfStyle.Underlined) ? Underlined : style.HasFlag(PdfStyle.Muted) ? Muted : Black);
        content.Append(CultureInfo.InvariantCulture,
            $"BT /{(style.HasFlag(PdfStyle.Bold) ? "F2" : "F1")} {size:0.##} Tf {x:0.##} {y:0.##} Td <{FontOf(style).Encode(text)}> Tj ET\n");
        if ((style & (PdfStyle.Struck | PdfStyle.Underlined)) != PdfStyle.Plain)
        {
            var at = y + (style.HasFlag(PdfStyle.Struck) ? size * 0.28 : -size * 0.14);
            content.Append(CultureInfo.InvariantCulture, $"0.7 w {x:0.##} {at:0.##} m {x + width:0.##} {at:0.##} l S\n");
        }
    }

    private void EndPage()
    {
        var number = (pages.Count + 1).ToString(CultureInfo.InvariantCulture);
        var footer = $"Page {number} of ";
        var x = Margin + WidthOf(footer, PdfStyle.Plain, 8);
        content.Append(CultureInfo.InvariantCulture, $"{Muted}BT /F1 8 Tf {Margin} 30 Td <{fonts.Regular.Encode(footer)}> Tj ET\nq 1 0 0 1 {x:0.##} 30 cm /Total Do Q\n");
        var stream = file.AddStream(Encoding.ASCII.GetBytes(content.ToString()));
        pages.Add(file.Add(FormattableString.Invariant(
            $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {Width} {Height}]/Resources<</Font<</F1 {regular} 0 R/F2 {bold} 0 R>>/XObject<</Total {total} 0 R>>>>/Contents {stream} 0 R>>")));
        content.Clear();
        y = Height - Margin;
    }

    private PdfFont FontOf(PdfStyle style) => style.HasFlag(PdfStyle.Bold) ? fonts.Bold : fonts.Regular;

    private double WidthOf(ReadOnlySpan<char> text, PdfStyle style, double size)
    {
        var font = FontOf(style);
        double width = 0;
        foreach (var character in text.EnumerateRunes())
        {
            width += font.WidthOf(character);
        }

        return width * size / 1000;
    }

    /// <summary>Words, blanks and line breaks, each by itself.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] is '\n' or ' ' or '\t' ? at + 1 : text.AsSpan(at).IndexOfAny('\n', ' ', '\t') is >= 0 and var found ? at + found : text.Length;
            yield return text[at] == '\t' ? " " : text[at..end];
            at = end;
        }
    }

    /// <summary>A word as it is, or cut where it is wider than a line.</summary>
    private IEnumerable<string> Pieces(string word, PdfStyle style, double size, double room)
    {
        if (WidthOf(word, style, size) <= room)
        {
            return [word];
        }

        var (pieces, open, width) = (new List<string>(), new StringBuilder(), 0d);
        foreach (var character in word.EnumerateRunes())
        {
            var wide = FontOf(style).WidthOf(character) * size / 1000;
            if (width + wide > room && open.Length > 0)
            {
                pieces.Add(open.ToString());
                open.Clear();
                width = 0;
            }

            open.Append(character);
            width += wide;
        }

        return [.. pieces, open.ToString()];
    }
}
