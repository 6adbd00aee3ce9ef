using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>The content types of a package's parts.</summary>
internal sealed class PartTypes
{
    public const string PartName = "[Content_Types].xml";

    readonly Dictionary<string, string> byExtension = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the package has no list of types: then it is some other zip file.</summary>
    public static PartTypes? Read(IContainer container, DocumentLimits limits)
    {
        var part = container.Find(PartName);
        if (part < 0)
            return null;
        var types = new PartTypes();
        var xml = new XmlScanner(container.Load(part).Span, PartName, limits);
        for (var token = xml.Next(); token != XmlToken.None; token = xml.Next())
        {
            if (token != XmlToken.Start || xml.Namespace != XmlNamespace.ContentTypes)
                continue;
            var type = XmlText.Value(xml.Attributes.Find("ContentType"u8), PartName);
            if (xml.LocalName.SequenceEqual("Default"u8))
                types.byExtension[XmlText.Value(xml.Attributes.Find("Extension"u8), PartName)] = type;
            else if (xml.LocalName.SequenceEqual("Override"u8))
                types.byName[XmlText.Value(xml.Attributes.Find("PartName"u8), PartName).TrimStart('/')] = type;
        }

        return types;
    }

    public string? Of(string partName) =>
        byName.TryGetValue(partName, out var type) || byExtension.TryGetValue(Path.GetExtension(partName).TrimStart('.'), out type) ? type : null;

    /// <summary>Every type that the list mentions, whether a part of it exists or not.</summary>
    public IEnumerable<string> All => byName.Values.Concat(byExtension.Values);
}

/// <summary>Where the parts lie that a part refers to. Targets outside the package are left out: nothing is ever fetched.</summary>
internal static class PartRelations
{
    /// <summary>Type (its last segment) and part name of each target inside the package; none for a part without relations.</summary>
    public static List<(string Type, string Target)> Of(string partName, IContainer container, DocumentLimits limits)
    {
        var slash = partName.LastIndexOf('/') + 1;
        var name = $"{partName[..slash]}_rels/{partName[slash..]}.rels";
        var relations = new List<(string, string)>();
        var part = container.Find(name);
        if (part < 0)
            return relations;
        var xml = new XmlScanner(container.Load(part).Span, name, limits);
        for (var token = xml.Next(); token != XmlToken.None; token = xml.Next())
        {
            if (token != XmlToken.Start || xml.Namespace != XmlNamespace.Relationships
                || !xml.LocalName.SequenceEqual("Relationship"u8) || xml.Attributes.Find("TargetMode"u8).SequenceEqual("External"u8))
            {
                continue;
            }

            var type = XmlText.Value(xml.Attributes.Find("Type"u8), name);
            var target = XmlText.Value(xml.Attributes.Find("Target"u8), name);
            relations.Add((type[(type.LastIndexOf('/') + 1)..], Resolve(partName[..slash], target, container)));
        }

        return relations;
    }

    /// <summary>The name that the target has in the archive: as it is written, percent signs included, or else what these mean.</summary>
    static string Resolve(string folder, string target, IContainer container)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else if (step is not ("" or "." or ".."))
                steps.Add(step);
        }

        var name = string.Join('/', steps);
        return container.Find(name) >= 0 ? name : Uri.UnescapeDataString(name);
    }
}
