using System.IO.Compression;
using System.Text;
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
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeroes = new byte[1024 * 1024];
            for (var i = 0; i < 100; i++)
                deflate.Write(zeroes);
        }

        Refused(new ZipForge().Add("[Content_Types].xml", packed.ToArray(), method: 8, size: 100 * 1024 * 1024).Bytes(), "unpacks to too much");
        Refused(new ZipForge().Add("[Content_Types].xml", packed.ToArray(), method: 8, size: 1000).Bytes(), "can't be unpacked");
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
    public void Nesting_without_end_is_refused()
    {
        Refused(WithBody(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 10_000))), "levels deep");
        Refused(WithBody(string.Concat(Enumerable.Repeat("<w:sdt>", 100_000))), "levels deep");
    }

    [Fact]
    public void A_million_empty_runs_are_only_runs()
    {
        using var document = new Opened(WithBody(P(R("first ") + string.Concat(Enumerable.Repeat("<w:r/>", 1_000_000)) + R("last"))), FileTypes.Docx);
        using var edited = document.Apply(document.Edit("first last", "both"));
        Assert.Equal(["both"], edited.Texts);
    }

    [Fact]
    public void More_elements_than_any_author_writes_are_refused() =>
        Refused(ZipForge.From(WithBody(P(string.Concat(Enumerable.Repeat("<w:r/>", 5_000_001))))).Bytes(), "elements");

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
    public void One_paragraph_of_50_megabytes_can_be_edited()
    {
        var filler = string.Concat(Enumerable.Range(0, 4_000_000).Select(i => (char)('a' + (i * 7919 % 26))));
        using var document = new Opened(ZipForge.From(WithBody(P(R("begin ") + string.Concat(Enumerable.Repeat(R(filler), 12)) + R(" end")))).Bytes(), FileTypes.Docx);
        using var edited = document.Apply(document.Edit("begin", "start"), document.Edit(" end", "."));
        Assert.Equal(48_000_000 + 7, edited.Blocks[0].Text.Length);
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

    [Fact]
    public void Descriptors_wide_fields_and_comments_survive_an_edit()
    {
        var forge = new ZipForge();
        var i = 0;
        foreach (var (name, content) in Packages.Parts(Sound))
            forge.Add(name, content, flags: (ushort)(i++ % 2 == 0 ? 8 : 0), wide: name.EndsWith("document.xml", StringComparison.Ordinal) && i % 2 == 0);
        var bytes = forge.Bytes("kept", wide: true);
        using var document = new Opened(bytes, FileTypes.Docx);
        var edited = document.Write(document.Edit("sound", "very sound"));
        Assert.Contains("very sound", Read(edited), StringComparison.Ordinal);
        Assert.EndsWith("kept", Encoding.ASCII.GetString(edited), StringComparison.Ordinal);
        using var again = new Opened(edited, FileTypes.Docx);
        Assert.Equal(["very sound text"], again.Texts);
    }
}
