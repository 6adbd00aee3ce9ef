using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

internal enum FileKind
{
    /// <summary>A person sent it.</summary>
    Upload,

    /// <summary>Delivery built it; it is in no list of uploads.</summary>
    Artifact,
}

internal enum FileStatus
{
    Ready,
    Scanning,
    Rejected,
}

/// <summary>Bytes that a person stored, or that were made for them. The bytes of a file never change, but for an artifact built again.</summary>
internal sealed class StoredFile
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required FileKind Kind { get; init; }

    /// <summary>For display: already made harmless by <see cref="FileName"/>, and never used as a path.</summary>
    public required string Name { get; set; }

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }

    public required string ContentType { get; set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    public FileStatus Status { get; private set; }

    public Guid ObjectKey { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When retention ends; null while it has not begun.</summary>
    public DateTimeOffset? DeleteAfter { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>The bytes under <paramref name="objectKey"/> are this file's from now on.</summary>
    public void Hold(Guid objectKey, IncomingFile bytes)
    {
        ObjectKey = objectKey;
        Size = bytes.Size;
        Sha256 = bytes.Sha256;
        Status = FileStatus.Ready;
    }

    /// <summary>Ends the file. The row stays, so that its id is never taken for a new file; the bytes are the caller's to doom.</summary>
    public FileDeleted Delete(DateTimeOffset now)
    {
        DeletedAt = now;
        return new FileDeleted(Id, UserId, now);
    }
}
