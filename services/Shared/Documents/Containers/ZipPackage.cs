using System.IO.Compression;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Containers;

/// <summary>A zip package. Parts are unpacked when they are asked for and not kept; parts without edits are never unpacked.</summary>
internal sealed class ZipPackage : IContainer
{
    readonly Stream stream;
    readonly DocumentLimits limits;
    readonly ZipDirectory directory;
    readonly Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);

    public ZipPackage(Stream stream, DocumentLimits limits)
    {
        this.stream = stream;
        this.limits = limits;
        directory = ZipDirectory.Read(stream, limits);
        for (var i = 0; i < directory.Entries.Count; i++)
            byName.Add(directory.Entries[i].Name, i);
    }

    public string NameOf(int part) => directory.Entries[part].Name;

    public int Find(string name) => byName.GetValueOrDefault(name, -1);

    public TextCodec Sniff() => throw DocumentException.NotSupported("The file is a package, not text.");

    public ReadOnlyMemory<byte> Load(int part)
    {
        var entry = directory.Entries[part];
        if (entry.Size > limits.PartBytes || (entry.Size > limits.ExpansionFloor && entry.Size / limits.ExpansionRatio > entry.PackedSize))
            throw DocumentException.Broken($"The part {ZipNames.Show(entry.Name)} unpacks to too much ({entry.Size / (1024 * 1024):N0} MB).");
        var packed = new byte[entry.PackedSize];
        stream.Position = entry.DataAt;
        stream.ReadExactly(packed);
        var bytes = entry.Method switch
        {
            ZipEntry.Stored => packed,
            ZipEntry.Deflated => Inflate(packed, entry),
            _ => throw DocumentException.Broken($"The part {ZipNames.Show(entry.Name)} is packed in a way that documents don't use."),
        };
        return bytes.Length == entry.Size && Crc32.Of(bytes) == entry.Crc ? bytes : throw Damaged(entry);
    }

    public void Write(IReadOnlyDictionary<int, List<Splice>> splices, Stream output)
    {
        if (splices.Count == 0)
        {
            stream.Position = 0;
            stream.CopyTo(output);
            return;
        }

        new ZipRewriter(stream, directory, output).Write(part => splices.TryGetValue(part, out var mine) ? Repack(part, mine) : null);
    }

    public string? FindDifference(IReadOnlyDictionary<int, List<Splice>> splices, Stream output)
    {
        var match = new MatchStream(output);
        if (splices.Count == 0)
        {
            Write(splices, match);
            return match.FindDifference() is { } differs ? $"From byte {differs} on it is another file." : null;
        }

        // Two versions of a packer pack the same bytes differently: a changed part counts as what it unpacks to, and all
        // around it, the other parts' packed bytes included, has to be the same.
        using var theirs = new ZipPackage(output, limits);
        var repacked = new Dictionary<int, Repacked>();
        foreach (var (part, mine) in splices)
        {
            if (theirs.RepackedLike(this, part, mine) is not { } same)
                return $"The part {ZipNames.Show(NameOf(part))} holds something else.";
            repacked.Add(part, same);
        }

        new ZipRewriter(stream, directory, match).Write(part => repacked.GetValueOrDefault(part));
        return match.FindDifference() is { } at ? $"From byte {at} on it is another package, in what no change touched." : null;
    }

    public void Dispose()
    {
        // The stream is the caller's.
    }

    /// <summary>The part of that name as it is packed here; null when it is not what the splices make of the original's.</summary>
    Repacked? RepackedLike(ZipPackage original, int part, List<Splice> splices)
    {
        var here = Find(original.NameOf(part));
        if (here < 0 || directory.Entries[here].Method != original.directory.Entries[part].Method)
            return null;
        var expected = new MemoryStream();
        Splices.Write(original.Load(part).Span, splices, expected);
        var bytes = Load(here);
        if (!bytes.Span.SequenceEqual(expected.GetBuffer().AsSpan(0, (int)expected.Length)))
            return null;

        var entry = directory.Entries[here];
        var packed = new byte[entry.PackedSize];
        stream.Position = entry.DataAt;
        stream.ReadExactly(packed);
        return new(new MemoryStream(packed, 0, packed.Length, writable: false, publiclyVisible: true), entry.Crc, bytes.Length);
    }

    Repacked Repack(int part, List<Splice> splices)
    {
        var original = Load(part).Span;
        var bytes = new MemoryStream(checked((int)Splices.LengthAfter(original.Length, splices)));
        Splices.Write(original, splices, bytes);
        var plain = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var crc = Crc32.Of(plain);
        if (directory.Entries[part].Method == ZipEntry.Stored)
            return new(bytes, crc, plain.Length);

        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(plain);
        return new(packed, crc, plain.Length);
    }

    static byte[] Inflate(byte[] packed, ZipEntry entry)
    {
        var bytes = new byte[entry.Size];
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            if (inflate.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && inflate.ReadByte() < 0)
                return bytes;
        }
        catch (InvalidDataException error)
        {
            throw Damaged(entry, error);
        }

        throw Damaged(entry);
    }

    static DocumentException Damaged(ZipEntry entry, Exception? inner = null) =>
        DocumentException.Broken($"The document is damaged: its part {ZipNames.Show(entry.Name)} can't be unpacked.", inner);
}
