using System.Text;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>Which paragraph styles make a heading. Style ids are translated; style names are not.</summary>
internal sealed class WordStyles
{
    readonly HashSet<string> headings = ["Title", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];

    public bool IsHeading(ReadOnlySpan<byte> styleId) => headings.Contains(Encoding.UTF8.GetString(styleId));

    public static WordStyles Read(ReadOnlySpan<byte> bytes, string partName, DocumentLimits limits)
    {
        var styles = new WordStyles();
        var xml = new XmlScanner(bytes, partName, limits);
        var style = "";
        for (var token = xml.Next(); token != XmlToken.None; token = xml.Next())
        {
            if (token != XmlToken.Start || xml.Namespace is not (XmlNamespace.Word or XmlNamespace.StrictWord))
                continue;
            if (xml.LocalName.SequenceEqual("style"u8))
                style = Encoding.UTF8.GetString(xml.Attributes.FindLocal("styleId"u8));
            else if (xml.LocalName.SequenceEqual("name"u8) && IsHeadingName(xml.Attributes.FindLocal("val"u8)))
                styles.headings.Add(style);
        }

        return styles;
    }

    /// <summary>Whether an on/off property says off; without a value it says on.</summary>
    public static bool IsOff(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("0"u8) || value.SequenceEqual("false"u8) || value.SequenceEqual("off"u8);

    static bool IsHeadingName(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "title"u8) || (name.Length == 9 && Ascii.EqualsIgnoreCase(name[..8], "heading "u8));
}
