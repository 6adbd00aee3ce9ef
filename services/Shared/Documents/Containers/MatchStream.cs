namespace SwipeReview.Documents.Containers;

/// <summary>Compares what is written with what <paramref name="other"/> holds from its start, and remembers where they part.</summary>
internal sealed class MatchStream(Stream other) : Stream
{
    readonly byte[] buffer = new byte[64 * 1024];
    long matched;
    bool parted;

    /// <summary>Null when the other stream holds what was written and nothing more; else the first byte at which they differ.</summary>
    public long? FindDifference() => parted || matched != other.Length ? matched : null;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        other.Position = matched;
        while (!parted && !bytes.IsEmpty)
        {
            var theirs = buffer.AsSpan(0, other.ReadAtLeast(buffer, Math.Min(buffer.Length, bytes.Length), throwOnEndOfStream: false));
            theirs = theirs[..Math.Min(theirs.Length, bytes.Length)];
            var same = theirs.CommonPrefixLength(bytes);
            matched += same;
            parted = theirs.IsEmpty || same < theirs.Length;
            bytes = bytes[same..];
            other.Position = matched;
        }
    }

    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
