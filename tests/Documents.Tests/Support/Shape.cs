using System.Text;
using System.Xml.Linq;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>A Word document seen by another reader than the one under test, for what edits of text must leave alone.</summary>
static class Shape
{
    static readonly string[] Characters = ["t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"];

    /// <summary>
    /// Everything but ordinary text and the runs that carry it: bookmarks, comments' anchors, fields, controls, objects, other
    /// people's revisions and what they deleted, paragraphs, tables, in order, with all attributes.
    /// </summary>
    public static List<string> Skeleton(byte[] package) => [.. Revised.Stories(package).SelectMany(part => part.Xml.Root!.Descendants().Where(IsBone)
        .Select(e => $"{part.Name}: {e.Name.LocalName} {string.Join(' ', e.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => $"{a.Name.LocalName}={a.Value}"))} {(e.HasElements ? "" : e.Value)}"))];

    /// <summary>Every character of ordinary text with the properties of its run, in order.</summary>
    public static List<string> Look(byte[] package) => [.. Revised.Stories(package).SelectMany(part => part.Xml.Root!.Descendants()
        .Where(e => Revised.IsWord(e.Name) && e.Name.LocalName == "r" && !IsDeleted(e)).SelectMany(LookOf))];

    static IEnumerable<string> LookOf(XElement run)
    {
        var properties = string.Concat(run.Elements().Where(e => e.Name.LocalName == "rPr").SelectMany(p => p.Elements())
            .Where(p => p.Name.LocalName != "rPrChange").Select(p => $"<{p.Name.LocalName} {string.Join(' ', p.Attributes().Select(a => a.Value))}>"));
        return run.Elements().Where(e => Characters.Contains(e.Name.LocalName)).SelectMany(TextOf).Select(rune => properties + rune);
    }

    static IEnumerable<string> TextOf(XElement element) => element.Name.LocalName == "t"
        ? Visible(element).Select(c => c.ToString())
        : [element.Name.LocalName == "cr" ? "br" : element.Name.LocalName];

    /// <summary>Without xml:space white space at the ends is layout.</summary>
    static string Visible(XElement text)
    {
        var space = text.AncestorsAndSelf().Select(e => e.Attribute(XNamespace.Xml + "space")?.Value).FirstOrDefault(v => v is not null);
        return space == "preserve" ? text.Value : text.Value.Trim(' ', '\t', '\r', '\n');
    }

    static bool IsBone(XElement element)
    {
        if (!Revised.IsWord(element.Name))
            return true;
        if (element.Ancestors().Any(a => a.Name.LocalName == "rPr" && a.Parent?.Name.LocalName == "r"))
            return false;
        var inRun = element.Parent?.Name.LocalName == "r";
        return element.Name.LocalName != "r" && !(inRun && (element.Name.LocalName == "rPr" || Characters.Contains(element.Name.LocalName) && !IsPage(element)));
    }

    static bool IsPage(XElement element) => element.Attributes().Any(a => a.Name.LocalName == "type" && a.Value is "page" or "column");

    static bool IsDeleted(XElement element) => element.Ancestors().Any(a => a.Name.LocalName is "del" or "moveFrom");
}
