using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Containers;

/// <summary>A file that is no package: one part, held in memory.</summary>
/// <param name="name">What the part is called when it is not the file itself.</param>
internal sealed class SingleFile(byte[] bytes, string name = "") : IContainer
{
    public ReadOnlyMemory<byte> Load(int part) => bytes;

    public string NameOf(int part) => name;

    public int Find(string name) => -1;

    public TextCodec Sniff()
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return TextSniffer.Sniff(stream)
            ?? throw DocumentException.NotSupported("The file isn't text in an encoding that is known here (UTF-8, UTF-16 or Windows-1252).");
    }

    public void Write(IReadOnlyDictionary<int, List<Splice>> splices, Stream output)
    {
        if (splices.TryGetValue(0, out var mine))
            Splices.Write(bytes, mine, output);
        else
            output.Write(bytes);
    }

    public string? FindDifference(IReadOnlyDictionary<int, List<Splice>> splices, Stream output)
    {
        var match = new MatchStream(output);
        Write(splices, match);
        return match.FindDifference() is { } at ? $"From byte {at} on it is another file." : null;
    }

    public void Dispose()
    {
        // The bytes are the collector's.
    }
}
