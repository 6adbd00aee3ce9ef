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

    public void Dispose()
    {
        // The stream is the caller's.
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
