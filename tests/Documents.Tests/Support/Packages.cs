using System.IO.Compression;
using System.Text;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Packages taken apart and changed, by another library than the one under test.</summary>
static class Packages
{
    public static byte[] Exchange(byte[] package, string part, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            using var writer = zip.CreateEntry(part).Open();
            writer.Write(Encoding.UTF8.GetBytes(content));
        }

        return stream.ToArray();
    }

    public static string Text(byte[] package, string part) => Encoding.UTF8.GetString(Parts(package)[part]);

    public static Dictionary<string, byte[]> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var bytes = new MemoryStream();
            using var content = e.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
