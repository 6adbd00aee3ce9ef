using SwipeReview.Documents;

namespace SwipeReview.Storage.Files;

/// <summary>A file as its owner sees it.</summary>
/// <param name="Formats">What a review of it can be downloaded as; empty when it can't be reviewed.</param>
internal sealed record FileView(
    Guid Id, string Name, long Size, string ContentType, string Sha256, FileStatus Status, DateTimeOffset CreatedAt, IReadOnlyList<string> Formats)
{
    public static FileView Of(StoredFile file) => new(
        file.Id, file.Name, file.Size, file.ContentType, file.Sha256, file.Status, file.CreatedAt,
        [.. OutputFormats.Of(file.ContentType).Select(OutputFormats.Word)]);
}

/// <summary>A file as other services see it.</summary>
internal sealed record InternalFileView(
    Guid Id, Guid OwnerId, string Name, long Size, string ContentType, string Sha256, FileStatus Status, DateTimeOffset CreatedAt)
{
    public static InternalFileView Of(StoredFile file) =>
        new(file.Id, file.UserId, file.Name, file.Size, file.ContentType, file.Sha256, file.Status, file.CreatedAt);
}
