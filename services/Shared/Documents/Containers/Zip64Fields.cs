using System.Buffers.Binary;

namespace SwipeReview.Documents.Containers;

/// <summary>
/// Sizes and offset of an entry. Each stands in its four-byte field, or, when that is all ones, in the next eight bytes of the
/// zip64 extra field. What is written keeps the shape of what stood there.
/// </summary>
internal readonly record struct Zip64Fields(long Size, long PackedSize, long HeaderAt)
{
    const ushort Tag = 1;

    public static Zip64Fields Read(ReadOnlySpan<byte> extra, uint size, uint packedSize, uint headerAt)
    {
        var (at, end) = Find(extra);
        return new(Take(extra, size, ref at, end), Take(extra, packedSize, ref at, end), Take(extra, headerAt, ref at, end));
    }

    /// <summary>Writes sizes at <paramref name="sizesAt"/> of a header or record (packed size first), wide ones into its extra bytes.</summary>
    public void WriteSizes(Span<byte> record, int sizesAt, Span<byte> extra)
    {
        var at = Find(extra).Start;
        Put(record[(sizesAt + 4)..], extra, Size, ref at);
        Put(record[sizesAt..], extra, PackedSize, ref at);
    }

    /// <summary>Writes the header's offset into a central record.</summary>
    public void WriteHeaderAt(Span<byte> record, Span<byte> extra)
    {
        var at = Find(extra).Start;
        at += (ZipDirectory.U32(record, 24) == uint.MaxValue ? 8 : 0) + (ZipDirectory.U32(record, 20) == uint.MaxValue ? 8 : 0);
        Put(record[42..], extra, HeaderAt, ref at);
    }

    /// <summary>Where the zip64 field's data lies in the extra bytes; an empty range when there is none.</summary>
    public static (int Start, int End) Find(ReadOnlySpan<byte> extra)
    {
        for (var at = 0; at + 4 <= extra.Length;)
        {
            var start = at + 4;
            var end = start + ZipDirectory.U16(extra, at + 2);
            if (end > extra.Length)
                break;
            if (ZipDirectory.U16(extra, at) == Tag)
                return (start, end);
            at = end;
        }

        return (0, 0);
    }

    static long Take(ReadOnlySpan<byte> extra, uint narrow, ref int at, int end)
    {
        if (narrow != uint.MaxValue)
            return narrow;
        if (at + 8 > end)
            throw ZipDirectory.Damaged();
        var wide = BinaryPrimitives.ReadInt64LittleEndian(extra[at..]);
        at += 8;
        return wide >= 0 ? wide : throw ZipDirectory.Damaged();
    }

    static void Put(Span<byte> narrow, Span<byte> extra, long value, ref int at)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(narrow) != uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(narrow, checked((uint)value));
            return;
        }

        if (at + 8 > extra.Length)
            throw ZipDirectory.Damaged();
        BinaryPrimitives.WriteInt64LittleEndian(extra[at..], value);
        at += 8;
    }
}
