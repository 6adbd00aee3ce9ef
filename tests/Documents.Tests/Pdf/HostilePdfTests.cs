using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using SwipeReview.Documents.Pdf;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Pdf;

public sealed class HostilePdfTests
{
    static DocumentException Refusal(byte[] pdf, DocumentLimits? limits = null) => Assert.Throws<DocumentException>(() => new Opened(pdf, FileTypes.Pdf, limits));

    [Fact]
    public void An_encrypted_file_is_refused_by_name() =>
        Assert.Equal("The PDF is encrypted. Save it without a password and upload it again.", Refusal(Fixtures.Read("encrypted.pdf")).Message);

    [Fact]
    public void A_file_without_text_is_refused_as_pictures() =>
        Assert.StartsWith("The PDF has no text: its pages are pictures.", Refusal(Pdfs.Of("0 0 m 100 100 l S"u8.ToArray())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("%PDF-1.7\n")]
    [InlineData("%PDF-1.7\nnothing that a pdf has")]
    public void A_damaged_file_is_refused(string content)
    {
        var error = Refusal(Encoding.Latin1.GetBytes(content));
        Assert.Equal((DocumentException.Invalid, "The PDF is damaged: it can't be read."), (error.Code, error.Message));
    }

    [Fact]
    public void Without_the_program_the_package_is_named() =>
        Assert.Contains("poppler-utils", Assert.Throws<DocumentException>(() => PdfToText.Locate("/nowhere")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_takes_too_long_is_ended()
    {
        var watch = Stopwatch.StartNew();
        var error = Refusal(Bomb("(word) Tj 1 0 Td "u8, 40_000_000), new() { PdfTime = TimeSpan.FromMilliseconds(200) });
        Assert.Contains("longer than 0.2 seconds", error.Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void What_takes_too_much_memory_is_ended()
    {
        var places = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"1 0 0 1 {i % 600} {i / 600 * 4} Tm (w) Tj "));
        var error = Refusal(Bomb(Encoding.ASCII.GetBytes(places), 1), new() { PdfMemory = 96 * 1024 * 1024 });
        Assert.Contains("memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_too_much_is_ended()
    {
        var limits = new DocumentLimits { PdfOutput = 64 * 1024 };
        Assert.Equal("The PDF has more text than can be read here.", Refusal(Bomb("(word and word) Tj 1 0 Td "u8, 50_000), limits).Message);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        var limits = new DocumentLimits { PdfTime = TimeSpan.FromSeconds(5) };
        var read = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var bytes = Fixtures.Read(seed % 2 == 0 ? "groff.pdf" : "chromium.pdf");
            for (var i = 0; i < 1 + (seed * 4); i++)
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            if (seed % 5 == 0)
                bytes = bytes[..random.Next(9, bytes.Length)];
            try
            {
                using var document = new Opened(bytes, FileTypes.Pdf, limits);
                Assert.NotEmpty(document.Blocks);
                read++;
            }
            catch (DocumentException refusal)
            {
                Assert.Equal(DocumentException.Invalid, refusal.Code);
            }
        }

        Assert.InRange(read, 10, 60);
    }

    /// <summary>A small file whose page says the same thing very often.</summary>
    static byte[] Bomb(ReadOnlySpan<byte> text, int bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write("BT /F1 12 Tf 72 720 Td "u8);
            for (var written = 0; written < bytes; written += text.Length)
                zlib.Write(text);
            zlib.Write("ET"u8);
        }

        return Pdfs.Of(packed.ToArray(), "/Filter/FlateDecode");
    }
}
