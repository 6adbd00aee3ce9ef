using System.Buffers.Binary;

namespace SwipeReview.Documents.Containers;

/// <summary>
/// Checksum and sizes behind an entry's packed bytes, for writers that didn't know them before. Four shapes of it are about:
/// with and without a signature, with sizes of four and of eight bytes; which one it is shows in the sums that are in it.
/// </summary>
internal readonly record struct ZipDescriptor(bool IsSigned, bool IsWide, bool Exists)
{
    public const ushort Flag = 8;
    public const int Longest = 24;

    const uint Signature = 0x08074B50;

    public int Length => !Exists ? 0 : (IsSigned ? 4 : 0) + (IsWide ? 20 : 12);

    /// <summary>The descriptor that <paramref name="bytes"/> begin with; none when they are something else.</summary>
    public static ZipDescriptor Find(ReadOnlySpan<byte> bytes, uint crc, Zip64Fields sizes)
    {
        Span<byte> expected = stackalloc byte[Longest];
        foreach (var shape in (ReadOnlySpan<ZipDescriptor>)[new(true, true, true), new(true, false, true), new(false, true, true), new(false, false, true)])
        {
            shape.Write(expected, crc, sizes.PackedSize, sizes.Size);
            if (bytes.StartsWith(expected[..shape.Length]))
                return shape;
        }

        return default;
    }

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> bytes, uint crc, long packedSize, long size)
    {
        if (IsSigned)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, Signature);
        bytes = bytes[(IsSigned ? 4 : 0)..];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, crc);
        if (IsWide)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], packedSize);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], size);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)packedSize);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], (uint)size);
        }
    }
}
