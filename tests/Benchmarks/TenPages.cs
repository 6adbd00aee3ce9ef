using System.Globalization;
using System.IO.Compression;

namespace SwipeReview.Benchmarks;

/// <summary>A docx of ten A4 pages: 5,548 words with about ninety planted mistakes, written by LibreOffice.</summary>
internal static class TenPages
{
    private const string Text = "word/document.xml";
    private const string EndOfParagraph = ".</w:t></w:r></w:p>";

    public static byte[] Original { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", "ten-pages.docx"));

    /// <summary>The same with a number in every paragraph that no other has had: the router remembers its answers, and must not know this one.</summary>
    public static byte[] NeverSeenBefore()
    {
        var number = Random.Shared.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        using var package = new MemoryStream();
        package.Write(Original);
        using (var zip = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.GetEntry(Text)!.Open();
            var xml = new StreamReader(part).ReadToEnd().Replace(EndOfParagraph, $" ({number}){EndOfParagraph}", StringComparison.Ordinal);
            part.SetLength(0);
            using var writer = new StreamWriter(part);
            writer.Write(xml);
        }

        return package.ToArray();
    }
}
