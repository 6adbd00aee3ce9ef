using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

public sealed class FileTypesTests
{
    static string? Detect(byte[] bytes, string? name = null) => FileTypes.Detect(new MemoryStream(bytes), name)?.ContentType;

    static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("plain words", "a.txt", "text/plain")]
    [InlineData("# words", "a.MD", "text/markdown")]
    [InlineData("plain words", "picture.png", "text/plain")]
    [InlineData("<!DOCTYPE html><p>", "a.txt", "text/html")]
    [InlineData("  <!-- c --> <HTML>", null, "text/html")]
    [InlineData("<p>a part of a page", "a.HTM", "text/html")]
    [InlineData("%PDF-1.7\n", "a.docx", "application/pdf")]
    [InlineData("// words", "a.CS", "text/x-csharp")]
    [InlineData("# words", "a.py", "text/x-python")]
    [InlineData("<html><?php", "a.php", "text/x-php")]
    [InlineData("<html>", "a.js", "text/html")]
    [InlineData("words", "a.tex", "text/x-tex")]
    [InlineData("\0\x01", "a.cs", null)]
    [InlineData("\x89PNG\r\n\x1A\n....", null, "image/png")]
    [InlineData("\xFF\xD8\xFF\xE0 jfif", null, "image/jpeg")]
    [InlineData("RIFF....WEBPVP8 ", null, "image/webp")]
    [InlineData("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.doc", "application/x-ole-storage")]
    [InlineData("", "a.txt", null)]
    [InlineData("\0\x01\x02", "a.txt", null)]
    [InlineData("some text and then %PDF-1.4", "a.txt", null)]
    public void Content_decides_and_the_name_only_among_texts(string content, string? name, string? type) => Assert.Equal(type, Detect(Bytes(content), name));

    [Fact]
    public void Text_under_each_extension_on_offer_can_be_reviewed()
    {
        foreach (var extension in FileTypes.ReviewableExtensions.Except([".docx", ".pdf"]))
        {
            using var words = new MemoryStream(Bytes("words"));
            Assert.True(FileTypes.Detect(words, "a" + extension)!.IsReviewable, extension);
        }
    }

    [Fact]
    public void Packages_are_told_apart_by_what_they_hold()
    {
        Assert.Equal(FileTypes.Docx, Detect(Docx.Of(""), "a.zip"));
        Assert.Equal("application/zip", Detect(Docx.Zip([("a.txt", "x")]), "a.docx"));
        Assert.Equal("application/zip", Detect(Bytes("PK\x03\x04 but no more"), "a.docx"));
        var macros = Packages.Exchange(Docx.Of(""), "[Content_Types].xml", Packages.Text(Docx.Of(""), "[Content_Types].xml")
            .Replace("vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main", StringComparison.Ordinal));
        Assert.Equal("application/vnd.ms-word.document.macroenabled.12", Detect(macros, "a.docx"));
    }

    [Theory]
    [InlineData("%PDF-1.7\n")]
    [InlineData("\x89PNG\r\n\x1A\n")]
    [InlineData("#!/bin/sh\n")]
    public void What_could_be_two_things_is_nothing(string head) => Assert.Null(Detect([.. Bytes(head), .. Docx.Of("")], "a.pdf"));

    [Fact]
    public void Every_type_that_is_called_reviewable_can_be_opened()
    {
        foreach (var (bytes, name) in new[] { (Bytes("text"), "a.txt"), (Bytes("# text"), "a.md"), (Docx.Of(Docx.P(Docx.R("x"))), "a.docx"), (Pdfs.Lines("x"), "a.pdf"), (Bytes("// Some words."), "a.c"), (Bytes("words"), "a.tex") })
        {
            var type = FileTypes.Detect(new MemoryStream(bytes), name)!;
            Assert.True(type.IsReviewable);
            using var document = new Opened(bytes, type.ContentType);
            Assert.Single(document.Blocks);
        }
    }
}
