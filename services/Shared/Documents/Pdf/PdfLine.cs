using System.Globalization;
using System.Net;
using System.Text;

namespace SwipeReview.Documents.Pdf;

/// <summary>A rectangle on a page, in points from its upper left corner.</summary>
internal readonly record struct PdfBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public PdfBox Mirrored => this with { Left = -Right, Right = -Left };

    /// <summary>Whether both stand on one line: they share at least half of the lower one's height.</summary>
    public bool IsBeside(PdfBox other) =>
        Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > Math.Min(Height, other.Height) / 2;

    /// <summary>Reads <c>&lt;word xMin="1.0" yMin="2.0" xMax="3.0" yMax="4.0"&gt;</c>.</summary>
    public static PdfBox Parse(string element) =>
        new(Value(element, " xMin=\""), Value(element, " yMin=\""), Value(element, " xMax=\""), Value(element, " yMax=\""));

    static double Value(string element, string attribute)
    {
        var start = element.IndexOf(attribute, StringComparison.Ordinal) + attribute.Length;
        var end = start < attribute.Length ? -1 : element.IndexOf('"', start);
        return end > 0 && double.TryParse(element.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : 0;
    }
}

/// <summary>A line of print: words beside each other. A line that is read from the right is mirrored, so that it begins at its left.</summary>
/// <param name="box">Where the line is.</param>
/// <param name="block">What poppler takes to be its column.</param>
internal sealed class PdfLine(PdfBox box, PdfBox block)
{
    /// <summary>A gap narrower than this share of the height is none: a mark that is set in another font.</summary>
    const double NarrowestSpace = 0.1;

    readonly StringBuilder words = new();
    PdfBox last;
    double firstWidth;
    string? text;

    public PdfBox Box => IsMirrored ? box.Mirrored : box;

    public PdfBox Block => IsMirrored ? block.Mirrored : block;

    public double FirstWordWidth => IsMirrored ? last.Width : firstWidth;

    /// <summary>In the order in which it is read; asked for when all words are there.</summary>
    public string Text => text ??= ReadingDirection.ToLogical(words.ToString());

    bool IsMirrored => ReadingDirection.IsFromRight(Text);

    /// <summary>Adds the word of a <c>&lt;word …&gt;text&lt;/word&gt;</c>.</summary>
    public void Add(string element)
    {
        var start = element.IndexOf('>', StringComparison.Ordinal) + 1;
        var end = element.LastIndexOf("</word>", StringComparison.Ordinal);
        var word = Clean(WebUtility.HtmlDecode(end > start ? element[start..end] : ""));
        if (word.Length == 0)
            return;
        var place = PdfBox.Parse(element);
        if (words.Length == 0)
            firstWidth = place.Width;
        else if (place.Left - last.Right > NarrowestSpace * Math.Min(place.Height, last.Height))
            words.Append(' ');
        words.Append(word);
        last = place;
    }

    /// <summary>Text layers hold control characters and halves of characters that no text file may hold.</summary>
    static string Clean(string word) =>
        string.Concat(word.EnumerateRunes().Where(r => !Rune.IsControl(r)).Select(r => Rune.IsWhiteSpace(r) ? " " : r.ToString())).Trim();
}
