using System.Globalization;
using System.Text;

namespace SwipeReview.Pdf;

/// <summary>The two weights that pages are written in.</summary>
public sealed class PdfFonts
{
    private PdfFonts(PdfFont regular, PdfFont bold) => (Regular, Bold) = (regular, bold);

    internal PdfFont Regular { get; }

    internal PdfFont Bold { get; }

    /// <summary>Null when they are not in the folder.</summary>
    /// <param name="folder">Where DejaVuSans.ttf and DejaVuSans-Bold.ttf lie.</param>
    public static PdfFonts? TryLoad(string folder)
    {
        var (regular, bold) = (Path.Combine(folder, "DejaVuSans.ttf"), Path.Combine(folder, "DejaVuSans-Bold.ttf"));
        return File.Exists(regular) && File.Exists(bold)
            ? new(new PdfFont("DejaVuSans", TrueTypeFont.Read(File.ReadAllBytes(regular))), new PdfFont("DejaVuSans-Bold", TrueTypeFont.Read(File.ReadAllBytes(bold))))
            : null;
    }
}

/// <summary>A font in a PDF: text as glyph numbers, and at the end those glyphs with the characters that they stand for.</summary>
internal sealed class PdfFont(string name, TrueTypeFont font)
{
    private readonly SortedDictionary<int, Rune> used = [];

    /// <summary>In thousandths of the type size.</summary>
    public int WidthOf(Rune character) => font.WidthOf(font.GlyphOf(character));

    /// <summary>The text with what the font can't draw written out as its number, so that nothing is lost unseen.</summary>
    public string Drawable(string text)
    {
        if (text.EnumerateRunes().All(IsDrawable))
        {
            return text;
        }

        var drawable = new StringBuilder(text.Length + 16);
        foreach (var character in text.EnumerateRunes())
        {
            _ = IsDrawable(character) ? drawable.Append(character) : drawable.Append(CultureInfo.InvariantCulture, $"‹U+{character.Value:X4}›");
        }

        return drawable.ToString();
    }

    public string Encode(ReadOnlySpan<char> text)
    {
        var hex = new StringBuilder(text.Length * 4);
        foreach (var character in text.EnumerateRunes())
        {
            var glyph = font.GlyphOf(character);
            used.TryAdd(glyph, character);
            hex.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    /// <summary>Writes the font under the number that pages refer to, with the glyphs that they used.</summary>
    public void WriteTo(PdfFile file, int number)
    {
        var data = font.Subset(used.Keys);
        var fontFile = file.AddStream(data, $"/Length1 {data.Length.ToString(CultureInfo.InvariantCulture)}");
        var box = font.Box;
        var subsetName = $"REPORT+{name}";
        var descriptor = file.Add(FormattableString.Invariant(
            $"<</Type/FontDescriptor/FontName/{subsetName}/Flags 32/FontBBox[{Scale(box.Left)} {Scale(box.Bottom)} {Scale(box.Right)} {Scale(box.Top)}]/ItalicAngle 0/Ascent {Scale(font.Ascent)}/Descent {Scale(font.Descent)}/CapHeight {Scale(font.Ascent)}/StemV 80/FontFile2 {fontFile} 0 R>>"));
        var widths = string.Concat(used.Keys.Select(glyph => FormattableString.Invariant($"{glyph}[{font.WidthOf(glyph)}]")));
        var descendant = file.Add(FormattableString.Invariant(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{subsetName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]/CIDToGIDMap/Identity>>"));
        var characters = file.AddStream(Encoding.ASCII.GetBytes(CharactersOfGlyphs()));
        file.Write(number, FormattableString.Invariant(
            $"<</Type/Font/Subtype/Type0/BaseFont/{subsetName}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {characters} 0 R>>"));
    }

    private bool IsDrawable(Rune character) => character.Value is '\n' or '\t' || font.GlyphOf(character) != 0;

    private int Scale(int units) => units * 1000 / font.UnitsPerEm;

    private string CharactersOfGlyphs()
    {
        const int most = 100; // in one block
        var map = new StringBuilder(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName/Text def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var block in used.Chunk(most))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nend\nend\n").ToString();
    }
}
