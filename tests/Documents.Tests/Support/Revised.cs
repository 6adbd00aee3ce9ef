using System.Xml.Linq;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Accepts or rejects one author's tracked changes in a Word document, as a word processor does.</summary>
static class Revised
{
    public static byte[] AcceptAll(byte[] package, string author) => Each(package, root =>
    {
        Drop(root, "del", author);
        Unwrap(root, "ins", author);
    });

    public static byte[] RejectAll(byte[] package, string author) => Each(package, root =>
    {
        Drop(root, "ins", author);
        foreach (var text in Of(root, "del", author).SelectMany(deletion => deletion.Descendants().Where(e => e.Name.LocalName == "delText")))
            text.Name = text.Name.Namespace + "t";

        Unwrap(root, "del", author);
    });

    /// <summary>Ids of all revisions, over all parts.</summary>
    public static List<string> Ids(byte[] package) => [.. Stories(package).SelectMany(part => part.Xml.Descendants())
        .Where(e => IsWord(e.Name) && e.Name.LocalName is "ins" or "del" or "rPrChange").Select(e => e.Attribute(e.Name.Namespace + "id")!.Value)];

    static byte[] Each(byte[] package, Action<XElement> change)
    {
        foreach (var (name, xml) in Stories(package))
        {
            change(xml.Root!);
            package = Packages.Exchange(package, name, xml.ToString(SaveOptions.DisableFormatting));
        }

        return package;
    }

    /// <summary>All parts of WordprocessingML, wherever they lie.</summary>
    public static List<(string Name, XDocument Xml)> Stories(byte[] package) => [.. Packages.Parts(package)
        .Where(p => p.Key.EndsWith(".xml", StringComparison.Ordinal))
        .Select(p => (p.Key, Xml: XDocument.Load(new MemoryStream(p.Value), LoadOptions.PreserveWhitespace)))
        .Where(p => IsWord(p.Xml.Root!.Name))];

    public static bool IsWord(XName name) =>
        name.NamespaceName is Docx.W or "http://purl.oclc.org/ooxml/wordprocessingml/main";

    static List<XElement> Of(XElement root, string name, string author) =>
        [.. root.Descendants().Where(e => IsWord(e.Name) && e.Name.LocalName == name && e.Attribute(e.Name.Namespace + "author")?.Value == author)];

    static void Drop(XElement root, string name, string author) => Of(root, name, author).ForEach(e => e.Remove());

    static void Unwrap(XElement root, string name, string author) => Of(root, name, author).ForEach(e => e.ReplaceWith(e.Nodes()));
}
