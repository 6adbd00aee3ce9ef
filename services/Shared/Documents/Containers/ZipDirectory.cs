using System.Buffers.Binary;

namespace SwipeReview.Documents.Containers;

/// <summary>
/// A zip file's central directory, which alone decides what the file holds. Everything that two readers could understand
/// differently is refused: names twice, local headers that disagree, entries that overlap, bytes before or after the archive.
/// </summary>
internal sealed class ZipDirectory
{
    const uint RecordSignature = 0x02014B50;
    const uint HeaderSignature = 0x04034B50;

    readonly Stream stream;
    readonly byte[] tail;
    readonly ZipTail end;

    ZipDirectory(Stream stream, ZipTail end)
    {
        this.stream = stream;
        this.end = end;
        tail = new byte[stream.Length - end.DirectoryAt];
        ReadAt(end.DirectoryAt, tail);
    }

    /// <summary>In the central directory's order.</summary>
    public List<ZipEntry> Entries { get; } = [];

    /// <summary>All bytes from the central directory's start to the file's end.</summary>
    public ReadOnlySpan<byte> Tail => tail;

    public ZipTail End => end;

    public static ZipDirectory Read(Stream stream, DocumentLimits limits)
    {
        var directory = new ZipDirectory(stream, ZipTail.Find(stream));
        directory.ReadRecords(limits);
        directory.RefuseDuplicates();
        directory.RefuseOverlaps();
        return directory;
    }

    void ReadRecords(DocumentLimits limits)
    {
        if (end.Count > limits.Entries)
            throw DocumentException.Broken($"The archive holds more than {limits.Entries:N0} files.");
        var at = 0;
        for (var i = 0; i < end.Count; i++)
        {
            var entry = ReadRecord(at);
            Entries.Add(entry);
            at += entry.RecordLength;
        }

        if (at != end.DirectoryLength)
            throw Damaged();
    }

    ZipEntry ReadRecord(int at)
    {
        if (at + 46 > end.DirectoryLength || U32(tail, at) != RecordSignature)
            throw Damaged();
        var nameLength = U16(tail, at + 28);
        var extraLength = U16(tail, at + 30);
        var length = 46 + nameLength + extraLength + U16(tail, at + 32);
        if (at + length > end.DirectoryLength)
            throw Damaged();
        var nameBytes = tail.AsSpan(at + 46, nameLength);
        var flags = U16(tail, at + 8);
        var name = ZipNames.Read(nameBytes, (flags & 0x800) != 0);
        ZipNames.RefuseLink(name, U16(tail, at + 4), U32(tail, at + 38));
        if ((flags & 0x2041) != 0)
            throw DocumentException.Broken("The archive is protected with a password.");
        var wide = Zip64Fields.Read(
            tail.AsSpan(at + 46 + nameLength, extraLength), U32(tail, at + 24), U32(tail, at + 20), U32(tail, at + 42));
        if (U16(tail, at + 34) is not (0 or 0xFFFF))
            throw DocumentException.Broken("The archive is one volume of several.");

        var dataAt = DataOf(wide.HeaderAt, nameBytes);
        var crc = U32(tail, at + 16);
        var descriptor = (flags & ZipDescriptor.Flag) != 0 ? DescriptorAt(dataAt + wide.PackedSize, crc, wide) : default;
        return new(name, flags, U16(tail, at + 10), crc, wide.PackedSize, wide.Size, wide.HeaderAt, dataAt, at, length, descriptor);
    }

    /// <summary>Where the data begins, by the local header, which must stand there, bear the same name and have room for its sizes.</summary>
    long DataOf(long headerAt, ReadOnlySpan<byte> name)
    {
        var header = new byte[30 + name.Length];
        if (headerAt < 0 || headerAt + header.Length > end.DirectoryAt)
            throw Damaged();
        ReadAt(headerAt, header);
        if (U32(header, 0) != HeaderSignature || U16(header, 26) != name.Length || !header.AsSpan(30).SequenceEqual(name))
            throw DocumentException.Broken("The archive is damaged or forged: a file in it has two different names.");
        var extra = new byte[Math.Min(U16(header, 28), end.DirectoryAt - headerAt - header.Length)];
        ReadAt(headerAt + header.Length, extra);
        _ = Zip64Fields.Read(extra, U32(header, 22), U32(header, 18), 0);
        return headerAt + header.Length + U16(header, 28);
    }

    ZipDescriptor DescriptorAt(long at, uint crc, Zip64Fields sizes)
    {
        var bytes = new byte[Math.Clamp(end.DirectoryAt - at, 0, ZipDescriptor.Longest)];
        ReadAt(Math.Min(at, end.DirectoryAt), bytes);
        return ZipDescriptor.Find(bytes, crc, sizes);
    }

    void RefuseDuplicates()
    {
        // Package part names are the same when they differ in case only.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (Entries.Find(e => !seen.Add(e.Name)) is { } twice)
            throw DocumentException.Broken($"The archive holds two files named {ZipNames.Show(twice.Name)}.");
    }

    void RefuseOverlaps()
    {
        var next = 0L;
        foreach (var entry in Entries.OrderBy(e => e.HeaderAt))
        {
            if (entry.HeaderAt < next || entry.PackedSize < 0 || entry.DataEnd > end.DirectoryAt)
                throw DocumentException.Broken("The archive is damaged or forged: files in it overlap.");
            if (next == 0 && entry.HeaderAt != 0)
                throw DocumentException.Broken("The archive has something else before its first file.");
            next = entry.DataEnd;
        }
    }

    internal static DocumentException Damaged() => DocumentException.Broken("The file is damaged: its list of contents can't be read.");

    internal static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    internal static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    void ReadAt(long at, Span<byte> bytes)
    {
        stream.Position = at;
        stream.ReadExactly(bytes);
    }
}
