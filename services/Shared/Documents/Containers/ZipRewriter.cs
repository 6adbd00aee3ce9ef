using System.Buffers.Binary;

namespace SwipeReview.Documents.Containers;

/// <summary>An entry's new packed bytes, with checksum and size of what they unpack to.</summary>
internal sealed record Repacked(MemoryStream Packed, uint Crc, int Size);

/// <summary>
/// Writes an archive anew with some entries exchanged. All others are copied as they lie, header and packed bytes and what
/// follows them; exchanged ones keep name, time, flags, method and place.
/// </summary>
internal sealed class ZipRewriter(Stream source, ZipDirectory directory, Stream output)
{
    readonly byte[] buffer = new byte[64 * 1024];
    readonly byte[] tail = directory.Tail.ToArray();
    long written;

    /// <summary><paramref name="exchange"/> gives an entry's new bytes by its index, null to copy it.</summary>
    public void Write(Func<int, Repacked?> exchange)
    {
        var order = Enumerable.Range(0, directory.Entries.Count).OrderBy(i => directory.Entries[i].HeaderAt).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var entry = directory.Entries[order[i]];
            var next = i + 1 < order.Length ? directory.Entries[order[i + 1]].HeaderAt : directory.End.DirectoryAt;
            var record = tail.AsSpan(entry.RecordAt, entry.RecordLength);
            new Zip64Fields(0, 0, written).WriteHeaderAt(record, ExtraOf(record, 46, 28));
            if (exchange(order[i]) is { } repacked)
                WriteExchanged(entry, repacked, record, next);
            else
                Copy(entry.HeaderAt, next);
        }

        WriteTail();
    }

    void WriteExchanged(ZipEntry entry, Repacked repacked, Span<byte> record, long next)
    {
        var sizes = new Zip64Fields(repacked.Size, repacked.Packed.Length, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], repacked.Crc);
        sizes.WriteSizes(record, 20, ExtraOf(record, 46, 28));

        var header = ReadAt(entry.HeaderAt, (int)(entry.DataAt - entry.HeaderAt));
        if (!entry.Descriptor.Exists)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), repacked.Crc);
            sizes.WriteSizes(header, 18, ExtraOf(header, 30, 26));
        }

        Put(header);
        Put(repacked.Packed.GetBuffer().AsSpan(0, (int)repacked.Packed.Length));
        Span<byte> descriptor = stackalloc byte[ZipDescriptor.Longest];
        entry.Descriptor.Write(descriptor, repacked.Crc, repacked.Packed.Length, repacked.Size);
        Put(descriptor[..entry.Descriptor.Length]);
        Copy(entry.DataEnd + entry.Descriptor.Length, next);
    }

    /// <summary>The central directory moved; the records behind it say where to.</summary>
    void WriteTail()
    {
        var end = directory.End;
        var directoryAt = written;
        var endRecord = tail.AsSpan((int)(end.EndAt - end.DirectoryAt));
        if (ZipDirectory.U32(endRecord, 16) != uint.MaxValue)
            BinaryPrimitives.WriteUInt32LittleEndian(endRecord[16..], checked((uint)directoryAt));
        if (end.WideAt >= 0)
        {
            var wide = tail.AsSpan((int)(end.WideAt - end.DirectoryAt));
            BinaryPrimitives.WriteInt64LittleEndian(wide[48..], directoryAt);
            var locator = tail.AsSpan((int)(end.EndAt - end.DirectoryAt) - ZipTail.LocatorLength);
            BinaryPrimitives.WriteInt64LittleEndian(locator[8..], directoryAt + end.WideAt - end.DirectoryAt);
        }

        Put(tail);
    }

    static Span<byte> ExtraOf(Span<byte> record, int fixedLength, int nameLengthAt) =>
        record.Slice(fixedLength + ZipDirectory.U16(record, nameLengthAt), ZipDirectory.U16(record, nameLengthAt + 2));

    byte[] ReadAt(long at, int length)
    {
        var bytes = new byte[length];
        source.Position = at;
        source.ReadExactly(bytes);
        return bytes;
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        written += bytes.Length;
    }

    void Copy(long from, long to)
    {
        source.Position = from;
        while (from < to)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, to - from));
            if (read == 0)
                throw new EndOfStreamException();
            Put(buffer.AsSpan(0, read));
            from += read;
        }
    }
}
