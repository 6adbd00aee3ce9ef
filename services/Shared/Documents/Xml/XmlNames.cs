using System.Buffers;

namespace SwipeReview.Documents.Xml;

/// <summary>The namespaces that mean something to us.</summary>
internal enum XmlNamespace : byte
{
    Other,

    /// <summary>WordprocessingML as word processors write it: transitional.</summary>
    Word,

    /// <summary>The same elements in the standard's strict namespace.</summary>
    StrictWord,

    /// <summary>Markup compatibility: alternate content.</summary>
    Compatibility,

    /// <summary>Office math.</summary>
    Math,
    ContentTypes,
    Relationships,
}

/// <summary>Which prefix stands for which namespace while elements open and close.</summary>
internal sealed class XmlNames
{
    /// <summary>Declarations in force at once. Each name is looked up among them; word processors write some forty.</summary>
    const int MaxDeclarations = 512;

    static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n/>"u8);

    readonly List<Declaration> declared = [];

    /// <summary>The name that a tag begins with; the tag without its angle bracket.</summary>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> tag) => tag.IndexOfAny(NameEnd) is >= 0 and var length ? tag[..length] : tag;

    /// <summary>Takes the declarations of an element that opens at <paramref name="depth"/>; false when they are too many.</summary>
    public bool Declare(XmlAttributes attributes, int depth)
    {
        if (!attributes.Mention("xmlns"u8))
            return true;
        foreach (var attribute in attributes)
        {
            if (attribute.Name.SequenceEqual("xmlns"u8))
                declared.Add(new([], Known(attribute.Value), depth));
            else if (attribute.Name.StartsWith("xmlns:"u8))
                declared.Add(new(attribute.Name[6..].ToArray(), Known(attribute.Value), depth));
        }

        return declared.Count <= MaxDeclarations;
    }

    /// <summary>Drops the declarations of the element that closes at <paramref name="depth"/>.</summary>
    public void Forget(int depth)
    {
        while (declared.Count > 0 && declared[^1].Depth == depth)
            declared.RemoveAt(declared.Count - 1);
    }

    public XmlNamespace Resolve(ReadOnlySpan<byte> name)
    {
        var colon = name.IndexOf((byte)':');
        var prefix = colon < 0 ? default : name[..colon];
        for (var i = declared.Count - 1; i >= 0; i--)
        {
            if (prefix.SequenceEqual(declared[i].Prefix))
                return declared[i].Namespace;
        }

        return XmlNamespace.Other;
    }

    static XmlNamespace Known(ReadOnlySpan<byte> uri) =>
        uri.SequenceEqual("http://schemas.openxmlformats.org/wordprocessingml/2006/main"u8) ? XmlNamespace.Word
        : uri.SequenceEqual("http://purl.oclc.org/ooxml/wordprocessingml/main"u8) ? XmlNamespace.StrictWord
        : uri.SequenceEqual("http://schemas.openxmlformats.org/markup-compatibility/2006"u8) ? XmlNamespace.Compatibility
        : uri.SequenceEqual("http://schemas.openxmlformats.org/officeDocument/2006/math"u8) ? XmlNamespace.Math
        : uri.SequenceEqual("http://purl.oclc.org/ooxml/officeDocument/math"u8) ? XmlNamespace.Math
        : uri.SequenceEqual("http://schemas.openxmlformats.org/package/2006/content-types"u8) ? XmlNamespace.ContentTypes
        : uri.SequenceEqual("http://schemas.openxmlformats.org/package/2006/relationships"u8) ? XmlNamespace.Relationships
        : XmlNamespace.Other;

    sealed record Declaration(byte[] Prefix, XmlNamespace Namespace, int Depth);
}
