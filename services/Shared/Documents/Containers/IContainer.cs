using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Containers;

/// <summary>Where a document's bytes lie: a file that is its own only part, or a package of several.</summary>
internal interface IContainer : IDisposable
{
    /// <summary>The part's bytes, unpacked. A package unpacks anew on each call: only the caller holds them.</summary>
    ReadOnlyMemory<byte> Load(int part);

    string NameOf(int part);

    /// <summary>The part of that name (case doesn't count), -1 when there is none.</summary>
    int Find(string name);

    /// <summary>The text encoding of the whole file; throws when it is in none that is known.</summary>
    TextCodec Sniff();

    /// <summary>Writes the file with the splices (in order) cut into its parts. Everything else is copied as it lies.</summary>
    void Write(IReadOnlyDictionary<int, List<Splice>> splices, Stream output);

    /// <summary>
    /// Null when <paramref name="output"/> is what <see cref="Write"/> gives, however it packed the changed parts; else a
    /// sentence about where it is not.
    /// </summary>
    string? FindDifference(IReadOnlyDictionary<int, List<Splice>> splices, Stream output);
}
