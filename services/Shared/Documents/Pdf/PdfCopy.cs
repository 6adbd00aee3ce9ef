using System.Buffers;
using System.Text;
using SwipeReview.Documents.Containers;

namespace SwipeReview.Documents.Pdf;

/// <summary>
/// A pdf's text as a Markdown file: a heading for each page, a line for each paragraph. The pdf itself can't be edited, so
/// this copy is what is reviewed, marked and proved. Same pdf and same pdftotext, same bytes.
/// </summary>
internal static class PdfCopy
{
    public const string PartName = "text";

    /// <summary>What begins the line of a page's heading. No paragraph's line can begin so: a number sign in it is escaped.</summary>
    public const string PageHeading = "# Page ";

    static readonly SearchValues<char> Special = SearchValues.Create(@"\`*_{}[]<>&|~#");

    public static SingleFile Of(Stream pdf, DocumentLimits limits)
    {
        var pages = new PdfPages(limits.Blocks);
        PdfToText.Run(pdf, limits, pages.Read);
        if (pages.All.TrueForAll(page => page.Count == 0))
            throw DocumentException.Broken("The PDF has no text: its pages are pictures. Run text recognition (OCR) on it and upload it again.");
        var joiner = new LineJoiner();
        foreach (var line in pages.All.SelectMany(page => page).SelectMany(paragraph => paragraph))
            joiner.Learn(line);

        using var copy = new MemoryStream();
        for (var page = 0; page < pages.All.Count; page++)
        {
            Write(copy, page == 0 ? "" : "\n");
            Write(copy, $"{PageHeading}{page + 1}\n");
            foreach (var paragraph in pages.All[page])
                Write(copy, $"\n{Spell(joiner.Join(paragraph))}\n");
        }

        return new(copy.ToArray(), PartName);
    }

    /// <summary>A backslash before whatever Markdown or CriticMarkup may take for its own, so that text stays text wherever it is put.</summary>
    public static string Spell(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
            return text;
        var written = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = Special.Contains(c) ? written.Append('\\').Append(c) : written.Append(c);
        return written.ToString();
    }

    static void Write(MemoryStream copy, string text) => copy.Write(Encoding.UTF8.GetBytes(text));
}
