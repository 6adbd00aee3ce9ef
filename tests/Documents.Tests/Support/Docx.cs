using System.IO.Compression;
using System.Text;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Word documents written by hand, from the inside of their body.</summary>
static class Docx
{
    public const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    const string Namespaces =
        $"""
        xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"
        """;

    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    public static byte[] Of(string body, params (string Name, string Content)[] stories) => Zip([
        ("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/octet-stream"/>
            <Override PartName="/word/document.xml" ContentType="{Types}.document.main+xml"/>{string.Concat(stories.Select(s =>
                $"<Override PartName=\"/word/{s.Name}.xml\" ContentType=\"{Types}.{Kind(s.Name)}+xml\"/>"))}</Types>
            """),
        ("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{Relations}/officeDocument" Target="word/document.xml"/></Relationships>"""),
        ("media/blob.bin", "\0\u0001 not read by anybody"),
        ("word/_rels/document.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(stories.Select((s, i) =>
                $"<Relationship Id=\"s{i}\" Type=\"{Relations}/{Kind(s.Name)}\" Target=\"{s.Name}.xml\"/>"))}</Relationships>
            """),
        ("word/document.xml", Part("document", $"<w:body>{body}<w:sectPr/></w:body>")),
        .. stories.Select(s => ($"word/{s.Name}.xml", Part(Root(s.Name), s.Content)))]);

    public static string Part(string root, string content) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:{root} {Namespaces}>{content}</w:{root}>";

    public static string P(string runs) => $"<w:p>{runs}</w:p>";

    public static string R(string text, string properties = "") =>
        $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    public static byte[] Zip(IEnumerable<(string Name, string Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
                using var writer = entry.Open();
                writer.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The text of a part in a package.</summary>
    public static string Read(byte[] package, string part = "word/document.xml")
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The inside of the body, without the section properties that <see cref="Of"/> adds.</summary>
    public static string Body(byte[] package)
    {
        var xml = Read(package);
        var start = xml.IndexOf("<w:body>", StringComparison.Ordinal) + "<w:body>".Length;
        return xml[start..xml.LastIndexOf("<w:sectPr/>", StringComparison.Ordinal)];
    }

    static string Kind(string name) => name.TrimEnd('1', '2', '3');

    static string Root(string name) => Kind(name) switch
    {
        "header" => "hdr",
        "footer" => "ftr",
        var kind => kind,
    };
}
