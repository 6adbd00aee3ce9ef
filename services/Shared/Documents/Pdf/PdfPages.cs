namespace SwipeReview.Documents.Pdf;

/// <summary>Collects pages, and the paragraphs on them, from the geometry that pdftotext gives.</summary>
internal sealed class PdfPages(int maxParagraphs)
{
    /// <summary>How far a line begins to the right of the one before when it begins a paragraph; in line heights, like all that follow.</summary>
    const double Indent = 0.6;

    /// <summary>Space between the lines of a paragraph, at most.</summary>
    const double Leading = 0.4;

    /// <summary>How much the heights of a paragraph's lines differ, at most: a heading is higher.</summary>
    const double Growth = 0.2;

    readonly List<PdfLine> lines = [];
    PdfBox block;
    int paragraphs;

    /// <summary>For each page its paragraphs, each as the lines that it is printed on.</summary>
    public List<List<List<string>>> All { get; } = [];

    public void Read(string line)
    {
        var element = line.TrimStart();
        if (element.StartsWith("<word ", StringComparison.Ordinal) && lines.Count > 0)
            lines[^1].Add(element);
        else if (element.StartsWith("<line ", StringComparison.Ordinal))
            lines.Add(new(PdfBox.Parse(element), block));
        else if (element.StartsWith("<block ", StringComparison.Ordinal))
            block = PdfBox.Parse(element);
        else if (element.StartsWith("</page>", StringComparison.Ordinal))
            EndPage();
    }

    void EndPage()
    {
        var page = new List<List<string>>();
        PdfLine? before = null;
        foreach (var line in lines)
        {
            if (line.Text is not { Length: > 0 } text)
                continue;
            if (before is not null && !BeginsParagraph(line, before))
                page[^1].Add(text);
            else if (++paragraphs > maxParagraphs)
                throw DocumentException.Broken($"The PDF has more than {maxParagraphs:N0} paragraphs.");
            else
                page.Add([text]);
            before = line;
        }

        All.Add(page);
        lines.Clear();
    }

    /// <summary>
    /// A block of poppler's may be several paragraphs, a list or a table, and a paragraph several blocks. A line goes on with
    /// the one before it unless it stands elsewhere, is indented, is an item of a list, or its first word would have had room
    /// before it.
    /// </summary>
    static bool BeginsParagraph(PdfLine line, PdfLine before)
    {
        var (box, above) = (line.Box, before.Box);
        if (box.IsBeside(above))
            return !IsListMark(before.Text) || box.Left < above.Right;
        var height = Math.Min(box.Height, above.Height);
        var isBelow = box.Top > above.Top && box.Top - above.Bottom < Leading * height && box.Left < above.Right && above.Left < box.Right;
        if (!isBelow || Math.Abs(box.Height - above.Height) > Growth * height || IsListMark(FirstWord(line)))
            return true;
        var isIndented = box.Left - above.Left > Indent * height && !IsListMark(FirstWord(before));
        var room = Math.Max(line.Block.Right, before.Block.Right) - above.Right;
        return isIndented || (!EndsInHyphen(before.Text) && room > line.FirstWordWidth + (Indent * height));
    }

    static bool EndsInHyphen(string text) => text.Length > 1 && (text[^1] is '-' or '\u2010' or '\u00AD') && char.IsLetterOrDigit(text[^2]);

    static string FirstWord(PdfLine line) => line.Text.Split(' ', 2)[0];

    static bool IsListMark(string word) =>
        word is "•" or "◦" or "▪" or "■" or "●" or "○" or "–" or "-" or "*" or "\uF0B7" or "‣"
        || (word.Length is > 1 and < 5 && word[^1] is '.' or ')' && word.AsSpan(0, word.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0);
}
