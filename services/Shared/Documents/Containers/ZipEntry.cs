namespace SwipeReview.Documents.Containers;

/// <summary>An entry as the central directory describes it, proven to agree with its local header.</summary>
/// <param name="HeaderAt">File offset of the local header.</param>
/// <param name="DataAt">File offset of the packed bytes.</param>
/// <param name="RecordAt">Offset of its record in the central directory's bytes.</param>
/// <param name="RecordLength">Length of that record, name, extra and comment included.</param>
/// <param name="Descriptor">The sums that follow the packed bytes.</param>
internal sealed record ZipEntry(
    string Name, ushort Flags, ushort Method, uint Crc, long PackedSize, long Size, long HeaderAt, long DataAt, int RecordAt, int RecordLength,
    ZipDescriptor Descriptor)
{
    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    public bool IsFolder => Name.EndsWith('/');

    public long DataEnd => DataAt + PackedSize;
}
