using System.Xml.Linq;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Accepts or rejects one author's tracked changes in a Word document, as a word processor does.</summary>
static class Revised
{
    static readonly XNamespace W = Docx.W;

    public static byte[] AcceptAll(byte[] package, string author) => Each(package, root =>
    {
        Drop(root, "del", author);
        Unwrap(root, "ins", author);
    });

    public static byte[] RejectAll(byte[] package, string author) => Each(package, root =>
    {
        Drop(root, "ins", author);
        foreach (var deletion in Of(root, "del", author))
        {
            foreach (var text in deletion.Descendants(W + "delText").ToList())
                text.Name = W + "t";
        }

        Unwrap(root, "del", author);
    });

    /// <summary>Ids of all revisions, over all parts.</summary>
    public static List<string> Ids(byte[] package) => [.. Stories(package).SelectMany(part => part.Xml.Descendants())
        .Where(e => e.Name == W + "ins" || e.Name == W + "del" || e.Name == W + "rPrChange").Select(e => e.Attribute(W + "id")!.Value)];

    static byte[] Each(byte[] package, Action<XElement> change)
    {
        foreach (var (name, xml) in Stories(package))
        {
            change(xml.Root!);
            package = Packages.Exchange(package, name, xml.ToString(SaveOptions.DisableFormatting));
        }

        return package;
    }

    static List<(string Name, XDocument Xml)> Stories(byte[] package) => [.. Packages.Parts(package)
        .Where(p => p.Key.StartsWith("word/", StringComparison.Ordinal) && p.Key.EndsWith(".xml", StringComparison.Ordinal))
        .Select(p => (p.Key, XDocument.Load(new MemoryStream(p.Value), LoadOptions.PreserveWhitespace)))];

    static List<XElement> Of(XElement root, string name, string author) =>
        [.. root.Descendants(W + name).Where(e => e.Attribute(W + "author")?.Value == author)];

    static void Drop(XElement root, string name, string author) => Of(root, name, author).ForEach(e => e.Remove());

    static void Unwrap(XElement root, string name, string author) => Of(root, name, author).ForEach(e => e.ReplaceWith(e.Nodes()));
}
