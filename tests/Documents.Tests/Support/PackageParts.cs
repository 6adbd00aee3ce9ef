using System.IO.Compression;
using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Tests.Containers;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>A package put together part by part: every name, type and relation can be anything.</summary>
sealed class PackageParts
{
    public const string Transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string Strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    readonly List<(string Name, string Content)> parts = [];
    readonly List<string> types = [];
    readonly List<(string Type, string Target)> relations = [];
    readonly string main;
    readonly string namespaces;

    public PackageParts(string content, string main = "word/document.xml", string namespaces = Transitional)
    {
        this.main = main;
        this.namespaces = namespaces;
        Part(main, $"{Types}.document.main+xml", content);
    }

    /// <summary>A part that the main one refers to, by a type of relation that stands at the end of <paramref name="relation"/>.</summary>
    public PackageParts With(string relation, string name, string content, string? type = null, string? target = null)
    {
        relations.Add((relation.Contains(':', StringComparison.Ordinal) ? relation : $"{namespaces}/{relation}", target ?? "/" + name));
        return Part(name, type ?? $"{Types}.{relation}+xml", content);
    }

    /// <summary>A part that nothing refers to by this class's doing.</summary>
    public PackageParts Part(string name, string type, string content)
    {
        parts.Add((name, content));
        types.Add($"<Override PartName=\"/{name}\" ContentType=\"{type}\"/>");
        return this;
    }

    public IEnumerable<(string Name, string Content)> All()
    {
        var slash = main.LastIndexOf('/') + 1;
        return [
            ("[Content_Types].xml", $"{Declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{string.Concat(types)}</Types>"),
            ("_rels/.rels", Relations([("officeDocument", $"{namespaces}/officeDocument", main)])),
            ($"{main[..slash]}_rels/{main[slash..]}.rels", Relations(relations.Select((r, i) => ($"rId{i + 1}", r.Type, r.Target)))),
            .. parts,
        ];
    }

    public byte[] Zip() => Docx.Zip(All());

    /// <summary>As archives of other programs look: some parts stored, some with descriptors, wide fields, a folder's entry and a comment.</summary>
    public byte[] OddZip()
    {
        var forge = new ZipForge();
        var i = 0;
        foreach (var (name, content) in All())
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            if (i++ % 2 == 0)
                forge.Add(name, Deflate(bytes), flags: 8, method: 8, size: (uint)bytes.Length, crc: Crc32.Of(bytes));
            else
                forge.Add(name, bytes, flags: 0x800, wide: i % 3 == 0);
        }

        return forge.Add("customXml/", []).Bytes("made by nobody", wide: true);
    }

    static byte[] Deflate(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(bytes);
        return packed.ToArray();
    }

    static string Relations(IEnumerable<(string Id, string Type, string Target)> relations) =>
        $"{Declaration}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";
}
