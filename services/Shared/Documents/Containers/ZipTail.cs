using System.Buffers.Binary;

namespace SwipeReview.Documents.Containers;

/// <summary>The end record of a zip file, which says where the central directory lies.</summary>
/// <param name="EndAt">File offset of the end record.</param>
/// <param name="WideAt">File offset of the zip64 end record; -1 without one.</param>
internal readonly record struct ZipTail(long DirectoryAt, long DirectoryLength, long Count, long EndAt, long WideAt)
{
    const uint EndSignature = 0x06054B50;
    const uint LocatorSignature = 0x07064B50;
    const uint WideSignature = 0x06064B50;
    const int EndLength = 22;
    public const int LocatorLength = 20;
    const int WideLength = 56;

    public static ZipTail Find(Stream stream) => TryFind(stream) ?? throw DocumentException.Broken(
        "The file is damaged or incomplete: it should be a package, but its list of contents is missing.");

    /// <summary>Null when the stream doesn't end as a zip file does.</summary>
    public static ZipTail? TryFind(Stream stream)
    {
        var buffer = new byte[Math.Min(stream.Length, EndLength + ushort.MaxValue)];
        var from = stream.Length - buffer.Length;
        stream.Position = from;
        stream.ReadExactly(buffer);
        for (var at = buffer.Length - EndLength; at >= 0; at--)
        {
            // The comment must reach to the very end: else the signature stands in somebody's comment or data.
            if (ZipDirectory.U32(buffer, at) == EndSignature && at + EndLength + ZipDirectory.U16(buffer, at + 20) == buffer.Length)
                return Read(stream, buffer.AsSpan(at, EndLength), from + at);
        }

        return null;
    }

    static ZipTail Read(Stream stream, ReadOnlySpan<byte> end, long endAt)
    {
        if (ReadWide(stream, endAt) is { } wide)
            return wide;
        var count = ZipDirectory.U16(end, 10);
        if (ZipDirectory.U16(end, 8) != count || ZipDirectory.U16(end, 4) != 0 || ZipDirectory.U16(end, 6) != 0)
            throw DocumentException.Broken("The archive is one volume of several.");
        return new ZipTail(ZipDirectory.U32(end, 16), ZipDirectory.U32(end, 12), count, endAt, -1).Checked(endAt);
    }

    static ZipTail? ReadWide(Stream stream, long endAt)
    {
        if (endAt < LocatorLength + WideLength)
            return null;
        var locator = new byte[LocatorLength];
        stream.Position = endAt - LocatorLength;
        stream.ReadExactly(locator);
        if (ZipDirectory.U32(locator, 0) != LocatorSignature)
            return null;
        // The record must stand right before its locator, with no room for anything that only some readers see.
        var wideAt = endAt - LocatorLength - WideLength;
        var wide = new byte[WideLength];
        stream.Position = wideAt;
        stream.ReadExactly(wide);
        if (BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)) != wideAt || ZipDirectory.U32(wide, 0) != WideSignature)
            throw ZipDirectory.Damaged();
        return new ZipTail(Long(wide, 48), Long(wide, 40), Long(wide, 32), endAt, wideAt).Checked(wideAt);
    }

    ZipTail Checked(long directoryEnd) =>
        Count >= 0 && DirectoryAt >= 0 && DirectoryLength is >= 0 and <= int.MaxValue && DirectoryAt + DirectoryLength == directoryEnd
            ? this
            : throw ZipDirectory.Damaged();

    static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
