using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SwipeReview.Documents.Tests.Containers;
using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Hostile;

/// <summary>
/// Files made to break who opens them: each ends with a clear refusal or is edited rightly, in the time and memory of
/// <see cref="Confined"/>. What is refused at a glance is in <see cref="HostilePackageTests"/>.
/// </summary>
public sealed class HostileDocumentTests
{
    /// <summary>As much as may be uploaded.</summary>
    const int Full = (50 * 1024 * 1024) - 4096;

    const string TooManyPieces = "put together from more than";

    static readonly byte[] Sound = Of(P(R("sound text")));

    static byte[] With(string body) => Packages.Exchange(Sound, "word/document.xml", Part("document", $"<w:body>{body}</w:body>"));

    /// <summary>Stored, so that the file itself is as large as its text.</summary>
    static byte[] Stored(string body) => ZipForge.From(With(body)).Bytes();

    static string Fill(string piece, int bytes) => string.Concat(Enumerable.Repeat(piece, bytes / Encoding.UTF8.GetByteCount(piece)));

    static async Task IsRefused(byte[] bytes, string contentType, string message)
    {
        var fate = await Confined.Open(bytes, contentType);
        Assert.Contains(message, fate.Refused, StringComparison.Ordinal);
    }

    static async Task IsEdited(byte[] bytes, string contentType, int blocks, long characters)
    {
        var fate = await Confined.Open(bytes, contentType);
        Assert.Equal(new(null, blocks, characters + "New: ".Length + " End.".Length), fate);
    }

    [Theory]
    [InlineData(FileTypes.PlainText, "word ")]
    [InlineData(FileTypes.PlainText, "a short line\n")]
    [InlineData(FileTypes.PlainText, "\u00E9")]
    [InlineData(FileTypes.PlainText, "\u00E9 ")]
    [InlineData(FileTypes.Html, "words")]
    [InlineData(FileTypes.Html, "\u00E9\u00E9\u00E9\u00E9\u00E9")]
    public async Task A_paragraph_of_50_megabytes_is_edited(string contentType, string piece)
    {
        var text = Fill(piece, Full);
        var page = contentType == FileTypes.Html ? "<meta charset=utf-8>" : "";
        await IsEdited(Encoding.UTF8.GetBytes(page + text), contentType, 1, text.TrimEnd('\n').Length);
    }

    [Theory]
    [InlineData("word ")]
    [InlineData("\u00E9 ")]
    public async Task A_paragraph_of_50_megabytes_in_Word_is_edited(string piece)
    {
        var text = Fill(piece, Full);
        await IsEdited(Stored($"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"), FileTypes.Docx, 1, text.Length);
    }

    [Theory]
    [InlineData("word ")]
    [InlineData("\u00E9\u00E9")]
    public async Task A_paragraph_of_10_megabytes_in_Markdown_is_edited_and_a_larger_one_refused(string piece)
    {
        var text = Fill(piece, (10 * 1024 * 1024) - 4096).TrimEnd();
        await IsEdited(Encoding.UTF8.GetBytes(text), FileTypes.Markdown, 1, text.Length);
        await IsRefused(Encoding.UTF8.GetBytes(Fill(piece, Full)), FileTypes.Markdown, "larger than 10 MB");
    }

    [Theory]
    [InlineData(FileTypes.PlainText, "a\r\n", TooManyPieces)]
    [InlineData(FileTypes.PlainText, "a\n\n", "paragraphs")]
    [InlineData(FileTypes.Html, "a\n", TooManyPieces)]
    [InlineData(FileTypes.Html, "&lt;", TooManyPieces)]
    [InlineData(FileTypes.Html, "a<br> ", TooManyPieces)]
    [InlineData(FileTypes.Html, "<p>a", "paragraphs")]
    public async Task Text_in_more_pieces_than_memory_holds_is_refused(string contentType, string piece, string message) =>
        await IsRefused(Encoding.UTF8.GetBytes(Fill(piece, Full)), contentType, message);

    [Theory]
    [InlineData("<w:t>a</w:t>", TooManyPieces)]
    [InlineData("<w:t>a&lt;b</w:t>", TooManyPieces)]
    [InlineData("<w:tab/>", TooManyPieces)]
    [InlineData("</w:r><w:r><w:t>a</w:t>", TooManyPieces)]
    [InlineData("</w:r></w:p><w:p><w:r><w:t>a</w:t>", "paragraphs")]
    public async Task Word_text_in_more_pieces_than_memory_holds_is_refused(string piece, string message) =>
        await IsRefused(Stored($"<w:p><w:r>{Fill(piece, Full)}</w:r></w:p>"), FileTypes.Docx, message);

    [Theory]
    [InlineData("a\n")]
    [InlineData("- a\n")]
    [InlineData("*a*")]
    [InlineData("|a")]
    [InlineData("a<b>")]
    public async Task Markdown_of_more_marks_than_memory_holds_is_refused(string piece) =>
        await IsRefused(Encoding.UTF8.GetBytes(Fill(piece, (10 * 1024 * 1024) - 4096)), FileTypes.Markdown, "lines and marks");

    [Theory]
    [InlineData("a\n")]
    [InlineData("- a\n")]
    [InlineData("a\n\n")]
    [InlineData("|a|\n|-|\n\n")]
    [InlineData("a<b>")]
    [InlineData("a&lt;")]
    public async Task As_many_marks_as_Markdown_may_have_fit_into_memory(string piece)
    {
        var fate = await Confined.Open(Encoding.UTF8.GetBytes("Begin\n\n" + Fill(piece, piece.Length * 490_000 / piece.Count(c => !char.IsLetter(c) && c is not (' ' or '-' or '>' or ';')))), FileTypes.Markdown);
        Assert.True(fate.Refused is null || fate.Refused.Contains("pieces", StringComparison.Ordinal), fate.Refused);
    }

    [Fact]
    public async Task As_much_text_as_Word_parts_may_unpack_to_fits_into_memory()
    {
        // Packed it has to be small enough to be uploaded, three times, and not so small that it is a bomb.
        var random = new Random(1);
        string[] vocabulary = [.. Enumerable.Range(0, 1024).Select(_ => string.Concat(Enumerable.Range(0, 11).Select(_ => (char)('a' + random.Next(26)))) + " ")];
        var words = string.Concat(Enumerable.Range(0, 100_000).Select(_ => vocabulary[random.Next(vocabulary.Length)]));
        var text = Fill(words, 63 * 1024 * 1024);
        var body = $"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";
        await IsEdited(Of(body, ("header1", body)), FileTypes.Docx, 2, 2L * text.Length);
        await IsRefused(Of(body, ("header1", body), ("header2", body)), FileTypes.Docx, "unpack to too much");
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked()
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < 512; i++)
                deflate.Write(blanks);
        }

        var types = Packages.Parts(Sound);
        byte[] Bomb(string part, uint size) => types.Where(p => p.Key != part)
            .Aggregate(new ZipForge(), (forge, p) => forge.Add(p.Key, p.Value)).Add(part, packed.ToArray(), method: 8, size: size).Bytes();
        await IsRefused(Bomb("word/document.xml", 512 * 1024 * 1024), FileTypes.Docx, "unpacks to too much");
        await IsRefused(Bomb("word/document.xml", 4096), FileTypes.Docx, "can't be unpacked");
        await IsRefused(Bomb("[Content_Types].xml", 20 * 1024 * 1024), FileTypes.Docx, "can't be unpacked");
    }

    [Fact]
    public async Task A_bomb_in_a_part_that_nobody_reads_stays_packed()
    {
        var zeroes = new MemoryStream();
        using (var deflate = new DeflateStream(zeroes, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(new byte[200 * 1024 * 1024]);
        var bytes = ZipForge.From(Sound).Add("media/bomb.bin", zeroes.ToArray(), method: 8, size: 200 * 1024 * 1024).Bytes();
        await IsEdited(bytes, FileTypes.Docx, 1, "sound text".Length);
    }

    [Fact]
    public async Task Entities_are_never_expanded()
    {
        var laughs = string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        var bomb = $"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]><w:document xmlns:w=\"{W}\"><w:body>{P(R("&l30;"))}</w:body></w:document>";
        await IsRefused(Packages.Exchange(Sound, "word/document.xml", bomb), FileTypes.Docx, "document type declaration");
        await IsRefused(With(P(R("&l30;"))), FileTypes.Docx, "an entity that XML doesn't know");
    }

    [Fact]
    public async Task A_million_empty_runs_are_only_runs() =>
        await IsEdited(With(P(R("first ") + Fill("<w:r/>", 6_000_000) + R("last"))), FileTypes.Docx, 1, "first last".Length);

    [Theory]
    [InlineData("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")]
    [InlineData("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")]
    [InlineData("<w:ins>", "</w:ins>")]
    public async Task Ten_thousand_of_anything_inside_each_other_are_refused(string open, string close) =>
        await IsRefused(With(Fill(open, 10_000 * open.Length) + P(R("deep")) + Fill(close, 10_000 * close.Length)), FileTypes.Docx, "levels deep");

    [Fact]
    public async Task More_elements_than_any_author_writes_are_refused() =>
        await IsRefused(Stored(P(Fill("<w:r/>", 6 * 5_000_001))), FileTypes.Docx, "elements");

    [Fact]
    public async Task Ten_thousand_headers_that_refer_to_each_other_are_read_once()
    {
        var relations = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<Relationship Id=\"r{i}\" Type=\"{PackageParts.Transitional}/header\" Target=\"{(i % 2 == 0 ? "header1.xml" : "./../word/HEADER1.xml")}\"/>"));
        var loop = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}<Relationship Id=\"d\" Type=\"{PackageParts.Transitional}/footer\" Target=\"document.xml\"/></Relationships>";
        var bytes = Packages.Exchange(Packages.Exchange(Of(P(R("body")), ("header1", P(R("head")))), "word/_rels/document.xml.rels", loop), "word/_rels/header1.xml.rels", loop);
        await IsEdited(bytes, FileTypes.Docx, 2, "bodyhead".Length);
    }

    [Fact]
    public void Nothing_outside_is_ever_fetched()
    {
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}";
        string[] types = ["header", "footer", "footnotes", "comments", "styles", "settings", "attachedTemplate", "image", "aFChunk", "hyperlink", "subDocument"];
        foreach (var mode in new[] { " TargetMode=\"External\"", "" })
        {
            var relations = string.Concat(types.Select((type, i) => $"<Relationship Id=\"r{i}\" Type=\"{PackageParts.Transitional}/{type}\" Target=\"{address}/{type}.xml\"{mode}/>"));
            var package = Packages.Exchange(With(P(R("text") + $"<w:r><w:drawing><a r:link=\"r7\"/></w:drawing></w:r>") + "<w:altChunk r:id=\"r8\"/>"), "word/_rels/document.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>");
            Edit(package, FileTypes.Docx);
        }

        Edit(Encoding.ASCII.GetBytes($"<!DOCTYPE html SYSTEM '{address}/x.dtd'><link rel=stylesheet href={address}/a.css><script src={address}/a.js></script><img src={address}/a.png><iframe src={address}></iframe><p>text"), FileTypes.Html);
        Edit(Encoding.ASCII.GetBytes($"text ![image]({address}/a.png) <{address}>\n\n[a]: {address}\n"), FileTypes.Markdown);
        Assert.False(outside.Pending());

        static void Edit(byte[] bytes, string contentType)
        {
            using var document = new Opened(bytes, contentType);
            using var edited = document.Apply(document.Edit("text", "words"));
            Assert.Contains(edited.Texts, t => t.Contains("words", StringComparison.Ordinal));
        }
    }
}
