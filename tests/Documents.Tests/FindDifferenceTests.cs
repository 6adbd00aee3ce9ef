using System.IO.Compression;
using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

public sealed class FindDifferenceTests
{
    static readonly byte[] Letter = Fixtures.Read("pandoc.docx");

    [Fact]
    public void What_a_write_gives_differs_in_nothing_and_other_edits_do()
    {
        using var document = new Opened(Letter, FileTypes.Docx);
        var edits = RandomEdits.For(document.Document, new Random(7), 6, ["", "x", "two words"]);

        Assert.Null(Difference(document, edits, document.Write(edits)));
        Assert.Null(Difference(document, [], Letter));
        Assert.NotNull(Difference(document, [], document.Write(edits)));
        Assert.NotNull(Difference(document, edits, Letter));
        Assert.NotNull(Difference(document, edits, [.. document.Write(edits), 0]));
        Assert.NotNull(Difference(document, edits, []));
        Assert.NotNull(Difference(document, edits, "no package"u8.ToArray()));
    }

    [Fact]
    public void A_changed_part_may_be_packed_by_another_packer()
    {
        using var document = new Opened(Letter, FileTypes.Docx);
        var edit = document.Edit("the", "those");
        var changed = Assert.Single(document.Document.Splices([edit]));
        var plain = Packages.Parts(document.Write([edit]))[changed.Part];
        using var package = new ZipPackage(new MemoryStream(Letter), DocumentLimits.Default);
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            deflate.Write(plain);
        using var output = new MemoryStream();
        new ZipRewriter(new MemoryStream(Letter), ZipDirectory.Read(new MemoryStream(Letter), DocumentLimits.Default), output)
            .Write(part => package.NameOf(part) == changed.Part ? new(packed, Crc32.Of(plain), plain.Length) : null);

        Assert.NotEqual(document.Write([edit]), output.ToArray());
        Assert.Null(Difference(document, [edit], output.ToArray()));
    }

    [Theory]
    [InlineData(FileTypes.Docx, 31)]
    [InlineData(FileTypes.PlainText, 1)]
    public void No_byte_can_be_changed_unseen(string type, int step)
    {
        using var document = new Opened(type == FileTypes.Docx ? Letter : Encoding.UTF8.GetBytes("Here is the text,\nand the rest of the text.\n"), type);
        var edit = document.Edit("the", "those");
        var output = document.Write([edit]);
        for (var at = 0; at < output.Length; at += step)
        {
            var forged = output.ToArray();
            forged[at] ^= 0x10;
            Assert.True(Difference(document, [edit], forged) is not null, $"byte {at}");
        }
    }

    static string? Difference(Opened document, IReadOnlyCollection<TextEdit> edits, byte[] output) =>
        document.Document.FindDifference(edits, new MemoryStream(output));
}
