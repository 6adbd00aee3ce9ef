using System.IO.Compression;
using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Containers;

public sealed class HostilePackageTests
{
    static readonly byte[] Sound = Of(P(R("sound text")));

    static void Refused(byte[] bytes, string message, string code = DocumentException.Invalid)
    {
        var error = Assert.Throws<DocumentException>(() => new Opened(bytes, FileTypes.Docx));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(code, error.Code);
    }

    static byte[] With(string part, string content) => Packages.Exchange(Sound, part, content);

    static byte[] WithBody(string body) => With("word/document.xml", Part("document", $"<w:body>{body}</w:body>"));

    [Fact]
    public void An_honest_forgery_opens()
    {
        using var document = new Opened(ZipForge.From(Sound).Bytes(comment: "a comment"), FileTypes.Docx);
        Assert.Equal(["sound text"], document.Texts);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("C:/evil")]
    [InlineData("a\\evil")]
    [InlineData("a//evil")]
    [InlineData("./evil")]
    public void Paths_that_lead_outside_are_refused(string name) => Refused(ZipForge.From(Sound).Add(name, []).Bytes(), "forbidden name");

    [Fact]
    public void A_name_twice_is_refused() => Refused(ZipForge.From(Sound).Add("WORD/document.xml", []).Bytes(), "two files named");

    [Fact]
    public void A_local_header_with_another_name_is_refused() => Refused(ZipForge.From(Sound).Add("a", [], localName: "b").Bytes(), "two different names");

    [Fact]
    public void Entries_that_share_bytes_are_refused() => Refused(ZipForge.From(Sound).Add("[Content_Types].xml2", [], headerAt: 0).Bytes(), "two different names");

    [Fact]
    public void Entries_that_reach_into_each_other_are_refused()
    {
        var inner = new ZipForge().Add("inner", "hidden"u8.ToArray()).Bytes();
        var forge = ZipForge.From(Sound);
        var at = (uint)forge.Bytes().AsSpan().IndexOf("PK\x01\x02"u8) + 30 + (uint)"outer".Length;
        Refused(forge.Add("outer", inner).Add("inner", new byte[6], headerAt: at).Bytes(), "overlap");
    }

    [Fact]
    public void Passwords_links_and_foreign_packing_are_refused_by_name()
    {
        Refused(ZipForge.From(Sound).Add("secret", [1], flags: 1).Bytes(), "password");
        Refused(ZipForge.From(Sound).Add("link", [1], madeBy: 0x0314, attributes: 0xA1FF0000).Bytes(), "a link");
        Refused(new ZipForge().Add("[Content_Types].xml", [1], method: 14).Bytes(), "packed in a way");
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[600]], "password");
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1200]], ".doc", DocumentException.Unsupported);
    }

    [Fact]
    public void Bytes_around_the_archive_are_refused()
    {
        Refused([.. "#!/bin/sh\n"u8, .. Sound], "damaged");
        Refused([.. Sound, .. "more"u8], "damaged");
        Refused(Sound[..^30], "damaged");
        Refused("no zip at all, but text"u8.ToArray(), "not a Word document", DocumentException.Unsupported);
    }

    [Fact]
    public void Macros_are_refused_by_name()
    {
        Refused(With("word/vbaProject.bin", "x"), "macros", DocumentException.Unsupported);
        Refused(With("[Content_Types].xml", Packages.Text(Sound, "[Content_Types].xml")
            .Replace("vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main", StringComparison.Ordinal)), "macros", DocumentException.Unsupported);
    }

    [Fact]
    public void Another_kind_of_package_is_refused_by_name()
    {
        Refused(Zip([("a.txt", "text")]), "zip archive", DocumentException.Unsupported);
        Refused(With("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"), "another kind", DocumentException.Unsupported);
    }

    [Theory]
    [InlineData("<w:p><w:r><w:t>open", "another's end")]
    [InlineData("<w:p><!-- open", "ends too early")]
    [InlineData("<w:p></w:r>", "another's end")]
    [InlineData("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", "entity")]
    [InlineData("<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>", "entity")]
    [InlineData("<w:p><w:r><w:t>\u0001</w:t></w:r></w:p>", "no text")]
    [InlineData("<w:p a=<b>/>", "well-formed")]
    [InlineData("<w:p><w:p/></w:p>", "paragraph inside a paragraph")]
    [InlineData("<w:p><w:r><w:r><w:t>x</w:t></w:r></w:r></w:p>", "run inside a run")]
    public void A_part_that_is_no_sound_xml_is_refused_by_name(string body, string message)
    {
        var error = Assert.Throws<DocumentException>(() => new Opened(WithBody(body), FileTypes.Docx));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("“word/document.xml”", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_are_never_expanded()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
        Refused(With("word/document.xml", $"<?xml version='1.0'?>{bomb}<w:document xmlns:w='{W}'><w:body/></w:document>"), "document type");
        Refused(With("[Content_Types].xml", $"{bomb}<Types/>"), "document type");
        Refused(With("word/document.xml", "<?xml version='1.0' encoding='UTF-16'?><a/>"), "encoding");
        Refused(With("word/document.xml", "\uFEFF<a/>"[..1] + "x"), "outside");
    }

    [Fact]
    public void A_part_that_is_cut_or_changed_is_refused_by_name()
    {
        var bytes = (byte[])Sound.Clone();
        var at = bytes.AsSpan().IndexOf("word/document.xml"u8) + "word/document.xml".Length + 40;
        bytes[at] ^= 0x55;
        bytes[at + 1] ^= 0x55;
        Refused(bytes, "“word/document.xml” can't be unpacked");
        Refused(ZipForge.From(Sound).Add("word/styles.xml", []).Bytes()[..^1], "damaged");
        Refused(new ZipForge().Add("[Content_Types].xml", "<a/>"u8.ToArray(), crc: 1).Bytes(), "“[Content_Types].xml” can't be unpacked");
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var forge = ZipForge.From(Sound);
        for (var i = 0; i < 10_001; i++)
            forge.Add($"f{i}", []);
        Refused(forge.Bytes(), "more than");
    }

    [Fact]
    public void Many_fields_comments_and_namespaces_end_in_time()
    {
        using var fields = new Opened(WithBody(P(string.Concat(Enumerable.Repeat("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", 200_000)) + R("code"))), FileTypes.Docx);
        Assert.Empty(fields.Blocks);
        using var comments = new Opened(WithBody(P("<w:r><w:t>" + string.Concat(Enumerable.Repeat("<!-- --> ", 300_000)) + "end</w:t></w:r>")), FileTypes.Docx);
        Assert.Equal(["end"], comments.Texts);
        Refused(WithBody($"<w:p {string.Concat(Enumerable.Range(0, 100_000).Select(i => $"xmlns:n{i}=\"u\" "))}/>"), "namespaces");
    }

    [Fact]
    public void Relations_that_go_in_circles_or_outside_are_not_followed()
    {
        const string Rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var document = new Opened(With("word/_rels/document.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="a" Type="{Rels}/header" Target="document.xml"/><Relationship Id="b" Type="{Rels}/header" Target="../../../word/document.xml"/>
            <Relationship Id="c" Type="{Rels}/header" TargetMode="External" Target="http://127.0.0.1:1/x.xml"/><Relationship Id="d" Type="{Rels}/footer" Target="http://127.0.0.1:1/x.xml"/>
            </Relationships>
            """), FileTypes.Docx);
        Assert.Equal(["sound text"], document.Texts);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Descriptors_of_all_shapes_wide_fields_and_comments_survive_an_edit(bool marked, bool wide)
    {
        var forge = new ZipForge();
        var i = 0;
        foreach (var (name, content) in Packages.Parts(Sound))
            forge.Add(name, content, flags: (ushort)(name.EndsWith("document.xml", StringComparison.Ordinal) || i++ % 2 == 0 ? 8 : 0), wide: i % 3 == 0, descriptor: (marked, wide));
        var bytes = forge.Bytes("kept", wide: true);
        using var document = new Opened(bytes, FileTypes.Docx);
        var edited = document.Write(document.Edit("sound", "very sound"));
        Assert.Contains("very sound", Read(edited), StringComparison.Ordinal);
        Assert.EndsWith("kept", Encoding.ASCII.GetString(edited), StringComparison.Ordinal);
        using var again = new Opened(edited, FileTypes.Docx);
        Assert.Equal(["very sound text"], again.Texts);
        Assert.Equal(Sums(bytes, marked, wide).Length, Sums(edited, marked, wide).Length);
        Assert.Equal(Crc32.Of(Packages.Parts(edited)["word/document.xml"]), BitConverter.ToUInt32(Sums(edited, marked, wide)));
    }

    [Fact]
    public void A_descriptor_that_is_announced_but_missing_is_not_written_either()
    {
        var forge = Packages.Parts(Sound).Aggregate(new ZipForge(), (all, part) => all.Add(part.Key, part.Value, flags: 8, descriptor: null));
        using var document = new Opened(forge.Bytes(), FileTypes.Docx);
        using var again = document.Apply(document.Edit("sound", "very sound"));
        Assert.Equal(["very sound text"], again.Texts);
        Assert.Equal(document.Bytes.Length + "very ".Length, again.Bytes.Length);
    }

    [Fact]
    public void A_local_header_without_room_for_its_sizes_is_refused()
    {
        var bytes = ZipForge.From(Sound).Bytes();
        bytes.AsSpan(18, 8).Fill(0xFF);
        Refused(bytes, "damaged");
    }

    /// <summary>The checksum and sizes that stand behind the main part's bytes.</summary>
    static byte[] Sums(byte[] zip, bool marked, bool wide)
    {
        var entry = RawZip.Entries(zip).Find(e => e.Name == "word/document.xml").Bytes;
        return entry[^(wide ? 20 : 12)..][..(marked || wide ? 4 : 12)];
    }
}
