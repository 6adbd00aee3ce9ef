namespace SwipeReview.Storage.Objects;

/// <summary>
/// An S3 object as a seekable stream: a seek costs nothing, and the first read after it opens the object from there. So
/// ranges are served by the same code as from a file.
/// </summary>
/// <param name="openFrom">Opens the object at an offset.</param>
/// <param name="length">Of the whole object, in bytes.</param>
internal sealed class S3ObjectStream(Func<long, Task<Stream>> openFrom, long length) : Stream
{
    private Stream? open;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length)
        {
            return 0;
        }

        open ??= await openFrom(position);
        var read = await open.ReadAsync(buffer, cancellationToken);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object on a network is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => position, _ => length };
        if (target != position)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
            open?.Dispose();
            open = null;
            position = target;
        }

        return position;
    }

    public override void Flush()
    {
        // nothing is ever written
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        open?.Dispose();
        base.Dispose(disposing);
    }
}
