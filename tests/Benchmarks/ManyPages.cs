using System.Globalization;
using System.IO.Compression;

namespace SwipeReview.Benchmarks;

/// <summary>The ten pages again and again, each paragraph with a number of its own.</summary>
internal static class ManyPages
{
    private const string Main = "word/document.xml";
    private const string EndOfParagraph = "</w:t></w:r></w:p>";

    public static byte[] Of(int pages)
    {
        using var package = new MemoryStream();
        package.Write(TenPages.Original);
        using (var zip = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.GetEntry(Main)!.Open();
            var xml = new StreamReader(part).ReadToEnd();
            var start = xml.IndexOf("<w:body>", StringComparison.Ordinal) + "<w:body>".Length;
            var end = xml.LastIndexOf("<w:sectPr", StringComparison.Ordinal);
            var paragraphs = xml[start..end].Split(EndOfParagraph);
            part.SetLength(0);
            using var writer = new StreamWriter(part);
            writer.Write(xml[..start]);
            for (var number = 0; number < pages / 10 * (paragraphs.Length - 1); number++)
            {
                // A word of ten letters from the number's hash, so that the pages don't pack to nothing.
                var word = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)))[..10];
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{paragraphs[number % (paragraphs.Length - 1)]} {word}{EndOfParagraph}"));
            }

            writer.Write(paragraphs[^1]);
            writer.Write(xml[end..]);
        }

        return package.ToArray();
    }

    public static long TextBytes(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.GetEntry(Main)!.Length;
    }
}
