using System.Collections.Frozen;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>The elements that mean something to a reader of text.</summary>
internal enum WordTag : byte
{
    Other,
    Paragraph,
    ParagraphProperties,
    ParagraphStyle,
    Numbering,
    OutlineLevel,
    Run,
    RunProperties,
    Vanish,
    Text,

    /// <summary>An element of a run that is a character: tab, break, special hyphen.</summary>
    Glyph,

    /// <summary>An element of a run that is seen but is no text: picture, symbol.</summary>
    Object,
    FootnoteReference,
    EndnoteReference,
    FieldCharacter,
    FieldCode,
    SimpleField,
    ContentControl,
    ContentControlProperties,
    ContentControlContent,

    /// <summary>A property of a content control whose content isn't the author's to write.</summary>
    ContentControlFence,
    ContentControlLock,
    Cell,
    Hyperlink,
    TextBox,
    Note,
    AlternateContent,
    Choice,
    Fallback,

    /// <summary>An equation: seen as one thing, never read.</summary>
    Equation,

    /// <summary>What no reader of the accepted text sees: other authors' deletions, old properties, section settings.</summary>
    Skipped,
}

internal static class WordTags
{
    const int LongestName = 24;

    static readonly FrozenDictionary<string, WordTag>.AlternateLookup<ReadOnlySpan<char>> Word = new Dictionary<string, WordTag>
    {
        ["p"] = WordTag.Paragraph,
        ["pPr"] = WordTag.ParagraphProperties,
        ["pStyle"] = WordTag.ParagraphStyle,
        ["numPr"] = WordTag.Numbering,
        ["outlineLvl"] = WordTag.OutlineLevel,
        ["r"] = WordTag.Run,
        ["rPr"] = WordTag.RunProperties,
        ["vanish"] = WordTag.Vanish,
        ["t"] = WordTag.Text,
        ["tab"] = WordTag.Glyph,
        ["ptab"] = WordTag.Glyph,
        ["br"] = WordTag.Glyph,
        ["cr"] = WordTag.Glyph,
        ["noBreakHyphen"] = WordTag.Glyph,
        ["softHyphen"] = WordTag.Glyph,
        ["sym"] = WordTag.Object,
        ["drawing"] = WordTag.Object,
        ["pict"] = WordTag.Object,
        ["object"] = WordTag.Object,
        ["ruby"] = WordTag.Object,
        ["pgNum"] = WordTag.Object,
        ["contentPart"] = WordTag.Object,
        ["dayShort"] = WordTag.Object,
        ["dayLong"] = WordTag.Object,
        ["monthShort"] = WordTag.Object,
        ["monthLong"] = WordTag.Object,
        ["yearShort"] = WordTag.Object,
        ["yearLong"] = WordTag.Object,
        ["footnoteReference"] = WordTag.FootnoteReference,
        ["endnoteReference"] = WordTag.EndnoteReference,
        ["fldChar"] = WordTag.FieldCharacter,
        ["instrText"] = WordTag.FieldCode,
        ["fldSimple"] = WordTag.SimpleField,
        ["sdt"] = WordTag.ContentControl,
        ["sdtPr"] = WordTag.ContentControlProperties,
        ["sdtContent"] = WordTag.ContentControlContent,
        ["lock"] = WordTag.ContentControlLock,
        ["dataBinding"] = WordTag.ContentControlFence,
        ["comboBox"] = WordTag.ContentControlFence,
        ["dropDownList"] = WordTag.ContentControlFence,
        ["date"] = WordTag.ContentControlFence,
        ["showingPlcHdr"] = WordTag.ContentControlFence,
        ["tc"] = WordTag.Cell,
        ["hyperlink"] = WordTag.Hyperlink,
        ["txbxContent"] = WordTag.TextBox,
        ["footnote"] = WordTag.Note,
        ["endnote"] = WordTag.Note,
        ["del"] = WordTag.Skipped,
        ["moveFrom"] = WordTag.Skipped,
        ["pPrChange"] = WordTag.Skipped,
        ["rPrChange"] = WordTag.Skipped,
        ["sectPr"] = WordTag.Skipped,
        ["tblPr"] = WordTag.Skipped,
        ["trPr"] = WordTag.Skipped,
        ["tcPr"] = WordTag.Skipped,
        ["sdtEndPr"] = WordTag.Skipped,
    }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    public static WordTag Of(in XmlScanner xml) => xml.Namespace switch
    {
        XmlNamespace.Word or XmlNamespace.StrictWord => Find(xml.LocalName),
        XmlNamespace.Compatibility when xml.LocalName.SequenceEqual("AlternateContent"u8) => WordTag.AlternateContent,
        XmlNamespace.Compatibility when xml.LocalName.SequenceEqual("Choice"u8) => WordTag.Choice,
        XmlNamespace.Compatibility when xml.LocalName.SequenceEqual("Fallback"u8) => WordTag.Fallback,
        XmlNamespace.Math when xml.LocalName.SequenceEqual("oMath"u8) || xml.LocalName.SequenceEqual("oMathPara"u8) => WordTag.Equation,
        _ => WordTag.Other,
    };

    static WordTag Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
            return WordTag.Other;
        Span<char> chars = stackalloc char[LongestName];
        for (var i = 0; i < name.Length; i++)
            chars[i] = (char)name[i];
        return Word.TryGetValue(chars[..name.Length], out var tag) ? tag : WordTag.Other;
    }
}
