using System.Text;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>New markup in the words of the part: the prefix of the run around it, its runs' properties.</summary>
/// <param name="run">Index of the run; -1 for what stands in the paragraph.</param>
internal readonly ref struct WordMarkup(ReadOnlySpan<byte> part, WordBlock block, int run)
{
    readonly ReadOnlySpan<byte> part = part;
    readonly string prefix = PrefixAt(part, run < 0 ? block.Start : block.Runs[run].Start);

    /// <summary>Prefix of WordprocessingML, colon included.</summary>
    public string Prefix => prefix;

    /// <summary>The namespace of the elements, for attributes: these need a prefix even where elements have none.</summary>
    public string Namespace => block.IsStrict ? "http://purl.oclc.org/ooxml/wordprocessingml/main" : "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>Text for inside a text element, which is closed and opened by its own prefix.</summary>
    public byte[] Text(string text, WordElement element) => Text(text, PrefixAt(part, element.Start));

    /// <summary>Text as elements of a run; nothing for no text.</summary>
    public byte[] Element(string text) =>
        text.Length == 0 ? [] : [.. Encoding.UTF8.GetBytes($"<{prefix}t xml:space=\"preserve\">"), .. Text(text, prefix), .. Encoding.UTF8.GetBytes($"</{prefix}t>")];

    /// <summary>Text before or after an element that is one character.</summary>
    public Splice Beside(WordElement element, string text, bool after)
    {
        var at = after ? element.End : element.Start;
        if (element.Kind == WordElementKind.Glyph)
            return new(at, 0, Element(text));

        // A note mark's run has a look of its own, which ordinary text must not take on: it gets a run of its own.
        if (element.Run < 0)
            return new(at, 0, RunLike(element, text));
        return StandsAlone(element)
            ? new(after ? block.Runs[element.Run].End : block.Runs[element.Run].Start, 0, RunLike(element, text))
            : new(at, 0, Element(text));
    }

    /// <summary>Whether the element is all that its run holds.</summary>
    public bool StandsAlone(WordElement element) => block.Runs[element.Run] is { Elements: 1, HoldsMore: false };

    public Splice PreserveSpace(WordElement element)
    {
        var tag = part[element.Start..element.ContentStart];
        var written = tag.IndexOf("xml:space"u8);
        if (written < 0)
            return new(element.Start + 1 + XmlNames.At(tag[1..]).Length, 0, " xml:space=\"preserve\""u8.ToArray());
        var value = tag[written..].IndexOfAny((byte)'"', (byte)'\'') + written;
        var length = tag[(value + 1)..].IndexOf(tag[value]);
        return new(element.Start + value + 1, length, "preserve"u8.ToArray());
    }

    /// <summary>The properties of the run whose text is nearest to <paramref name="element"/>.</summary>
    public byte[] PropertiesNear(WordElement element)
    {
        var at = element.Text.Start;
        var nearest = block.Elements.Where(e => e.Kind == WordElementKind.Text && e.Text.Length > 0).DefaultIfEmpty()
            .MinBy(e => Math.Min(Math.Abs(e.Text.End - at), Math.Abs(e.Text.Start - at)));
        return nearest.End > 0 ? WithoutChange(block.Runs[nearest.Run].Properties) : [];
    }

    /// <summary>A run's properties without another author's change of them: it has an id, which may stand once only.</summary>
    public byte[] WithoutChange((int Start, int End) properties)
    {
        var all = part[properties.Start..properties.End];
        var change = all.IndexOf("rPrChange"u8);
        return change < 0 ? all.ToArray() : [.. all[..all[..change].LastIndexOf((byte)'<')], .. all[all.LastIndexOf("</"u8)..]];
    }

    byte[] RunLike(WordElement element, string text) =>
        [.. Encoding.UTF8.GetBytes($"<{prefix}r>"), .. PropertiesNear(element), .. Element(text), .. Encoding.UTF8.GetBytes($"</{prefix}r>")];

    static byte[] Text(string text, string prefix)
    {
        var xml = new StringBuilder(text.Length + 16);
        WordGlyphs.Write(text, prefix, xml);
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    static string PrefixAt(ReadOnlySpan<byte> part, int tagStart)
    {
        var name = XmlNames.At(part[(tagStart + 1)..]);
        return Encoding.UTF8.GetString(name[..(name.IndexOf((byte)':') + 1)]);
    }
}
