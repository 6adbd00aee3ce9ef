using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SwipeReview.Documents.Xml;

internal enum XmlToken
{
    /// <summary>The end of the part, reached with every element closed.</summary>
    None,
    Start,

    /// <summary>Also comes, with no bytes of its own, after an empty element's <see cref="Start"/>.</summary>
    End,
    Text,
    CData,
}

/// <summary>
/// Reads XML forward over the bytes and says where each token lies in them. Builds nothing, resolves nothing: a document type
/// declaration is refused, so there are no entities but the five of XML. Throws <see cref="DocumentException"/> where the part
/// is not well-formed UTF-8 XML or nests too deep.
/// </summary>
internal ref struct XmlScanner
{
    static readonly SearchValues<byte> TagStops = SearchValues.Create("\"'<>"u8);
    static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    readonly ReadOnlySpan<byte> xml;
    readonly string part;
    readonly DocumentLimits limits;
    readonly List<Open> open = [];
    readonly XmlNames names = new();
    int at;
    int elements;
    bool endPending;
    bool sawRoot;

    public XmlScanner(ReadOnlySpan<byte> xml, string part, DocumentLimits limits)
    {
        this.xml = xml;
        this.part = part;
        this.limits = limits;
        if (xml is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
            throw Broken("is written in an encoding other than UTF-8, which isn't supported");
        if (!Utf8.IsValid(xml) || xml.ContainsAny(Forbidden))
            throw Broken("holds bytes that are no text");
        at = xml.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (xml[at..].StartsWith("<?xml "u8))
            CheckDeclaration();
    }

    /// <summary>First byte of the token.</summary>
    public int Start { get; private set; }

    /// <summary>One past its last byte.</summary>
    public int End { get; private set; }

    /// <summary>Elements that are open: at a start tag the new one counts, at an end tag no longer.</summary>
    public readonly int Depth => open.Count;

    /// <summary>Of a start or end tag: its name as written, prefix included.</summary>
    public ReadOnlySpan<byte> Name { readonly get; private set; }

    /// <summary>Of a start or end tag: its name without the prefix.</summary>
    public readonly ReadOnlySpan<byte> LocalName => Name[(Name.IndexOf((byte)':') + 1)..];

    /// <summary>Of a start or end tag.</summary>
    public XmlNamespace Namespace { readonly get; private set; }

    /// <summary>Of a start tag: whether its prefix means what it does only because the tag itself says so.</summary>
    public bool BringsPrefix { readonly get; private set; }

    /// <summary>Of a start tag: whether it is an empty element. Its end comes as a token nevertheless.</summary>
    public bool IsEmpty { readonly get; private set; }

    public readonly XmlAttributes Attributes => new(xml[(Start + 1 + Name.Length)..(End - (IsEmpty ? 2 : 1))]);

    public XmlToken Next()
    {
        if (endPending)
        {
            endPending = false;
            Start = End;
            return Close();
        }

        while (at < xml.Length)
        {
            Start = at;
            if (xml[at] != '<' && Depth > 0)
                return Text();
            if (xml[at] != '<')
            {
                SkipOutside();
                continue;
            }

            switch (at + 1 < xml.Length ? xml[at + 1] : 0)
            {
                case (byte)'?':
                    Skip("?>"u8);
                    break;
                case (byte)'!' when xml[at..].StartsWith("<!--"u8):
                    at += 4;
                    Skip("-->"u8);
                    break;
                case (byte)'!' when xml[at..].StartsWith("<![CDATA["u8) && Depth > 0:
                    Skip("]]>"u8);
                    End = at;
                    return XmlToken.CData;
                case (byte)'!':
                    throw Broken("holds a document type declaration, which is refused because it can hide anything");
                case (byte)'/':
                    return EndTag();
                default:
                    return StartTag();
            }
        }

        return Depth == 0 && sawRoot ? XmlToken.None : throw Broken("ends too early");
    }

    public readonly DocumentException Broken(string how) => XmlText.Broken(part, how);

    XmlToken Text()
    {
        var length = xml[at..].IndexOf((byte)'<');
        if (length < 0)
            throw Broken("ends too early");
        End = at += length;
        return XmlToken.Text;
    }

    /// <summary>Before and after the only element there is nothing but white space.</summary>
    void SkipOutside()
    {
        var length = xml[at..].IndexOf((byte)'<');
        var end = length < 0 ? xml.Length : at + length;
        if (xml[at..end].ContainsAnyExcept(" \t\r\n"u8))
            throw Broken("has text outside its only element");
        at = end;
    }

    XmlToken StartTag()
    {
        var end = FindTagEnd();
        IsEmpty = xml[end - 1] == '/';
        Name = XmlNames.At(xml[(at + 1)..(end + 1)]);
        if (Name.IsEmpty || (Depth == 0 && sawRoot))
            throw Broken("is not well-formed");
        if (Depth == limits.Depth)
            throw Broken($"nests more than {limits.Depth} levels deep");
        if (++elements > limits.Elements)
            throw Broken($"has more than {limits.Elements:N0} elements");
        sawRoot = true;
        End = at = end + 1;
        open.Add(default);
        var outside = names.Resolve(Name);
        if (!names.Declare(Attributes, Depth))
            throw Broken("declares too many namespaces");
        Namespace = names.Resolve(Name);
        BringsPrefix = Namespace != outside;
        open[^1] = new(Start + 1, Name.Length, Namespace);
        endPending = IsEmpty;
        return XmlToken.Start;
    }

    XmlToken EndTag()
    {
        var length = xml[at..].IndexOf((byte)'>');
        if (length < 0 || Depth == 0)
            throw Broken(Depth == 0 ? "is not well-formed" : "ends too early");
        End = at + length + 1;
        var name = xml[(at + 2)..(at + length)].TrimEnd(" \t\r\n"u8);
        if (!name.SequenceEqual(xml.Slice(open[^1].NameAt, open[^1].NameLength)))
            throw Broken("is not well-formed: an element is closed by another's end");
        at = End;
        return Close();
    }

    XmlToken Close()
    {
        var element = open[^1];
        Name = xml.Slice(element.NameAt, element.NameLength);
        Namespace = element.Namespace;
        names.Forget(Depth);
        open.RemoveAt(open.Count - 1);
        return XmlToken.End;
    }

    readonly int FindTagEnd()
    {
        for (var i = at + 1; ;)
        {
            var stop = xml[i..].IndexOfAny(TagStops);
            if (stop < 0)
                throw Broken("ends too early");
            i += stop;
            if (xml[i] == '>')
                return i;
            if (xml[i] == '<')
                throw Broken("is not well-formed");
            var close = xml[(i + 1)..].IndexOf(xml[i]);
            if (close < 0)
                throw Broken("ends too early");
            if (xml.Slice(i + 1, close).Contains((byte)'<'))
                throw Broken("is not well-formed");
            i += close + 2;
        }
    }

    void Skip(ReadOnlySpan<byte> end)
    {
        var found = xml[at..].IndexOf(end);
        if (found < 0)
            throw Broken("ends too early");
        at += found + end.Length;
    }

    readonly void CheckDeclaration()
    {
        var end = xml[at..].IndexOf("?>"u8);
        if (end < 0)
            throw Broken("ends too early");
        var encoding = new XmlAttributes(xml[(at + 5)..(at + end)]).Find("encoding"u8);
        if (!encoding.IsEmpty && !Ascii.EqualsIgnoreCase(encoding, "utf-8"u8) && !Ascii.EqualsIgnoreCase(encoding, "us-ascii"u8))
            throw Broken("is written in an encoding other than UTF-8, which isn't supported");
    }

    readonly record struct Open(int NameAt, int NameLength, XmlNamespace Namespace);
}
