namespace SwipeReview.Storage.Uploads;

/// <summary>
/// A file on its way. Its size is known from the beginning, and its bytes come in order, a part at a time, each from
/// where the last one ended; with the last byte it becomes a file.
/// </summary>
internal sealed class Upload
{
    /// <summary>However a client cuts its file, or its connection is cut: more parts are a client's mistake.</summary>
    public const int MaxParts = 4_000;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The Idempotency-Key of its creation.</summary>
    public string? Key { get; init; }

    /// <summary>Made harmless by <see cref="Files.FileName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Upload-Metadata as it came.</summary>
    public required string Metadata { get; init; }

    /// <summary>In bytes, of the whole file.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes that are durable: where the next part begins.</summary>
    public long Received { get; private set; }

    public int Parts { get; private set; }

    /// <summary>The file that it has become.</summary>
    public Guid? FileId { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public UploadPart Append(Guid objectKey, long size)
    {
        var part = new UploadPart(Id, Received, size, objectKey);
        Received += size;
        Parts++;
        return part;
    }

    public void Become(Guid fileId)
    {
        Received = Size;
        FileId = fileId;
    }
}

/// <summary>Some bytes of an upload, from <paramref name="Start"/> on, as an object of their own.</summary>
internal sealed record UploadPart(Guid UploadId, long Start, long Size, Guid ObjectKey);
