using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Storage;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;
using SwipeReview.Storage.Scanning;

namespace SwipeReview.Storage.Files;

/// <summary>
/// The one way by which bytes become a person's file, however they arrived: a kind that can be reviewed, room for it, no
/// virus. The bytes are durable, and row and <see cref="FileStored"/> wait for the caller's save.
/// </summary>
internal sealed class FileIntake(StorageDbContext db, ObjectKeeper objects, IFileScanner scanner, IOptions<UploadOptions> options, TimeProvider clock)
{
    /// <exception cref="ObjectStoreException">The store did not take them.</exception>
    public async Task<(StoredFile? File, ErrorResult? Refusal)> TakeInAsync(IncomingFile bytes, string name, Guid userId, CancellationToken cancellationToken)
    {
        if (FileTypes.Detect(bytes.Content, name) is not { IsReviewable: true } type)
        {
            return (null, NotReviewable(name));
        }

        if (await WhyFullAsync(userId, bytes.Size, cancellationToken) is { } full)
        {
            return (null, full);
        }

        if (await WhyUnsafeAsync(bytes, userId, cancellationToken) is { } threat)
        {
            return (null, threat);
        }

        var file = new StoredFile
        {
            Id = Guid.CreateVersion7(),
            UserId = userId,
            Kind = FileKind.Upload,
            Name = name,
            ContentType = type.ContentType,
            CreatedAt = clock.GetUtcNow(),
        };
        file.Hold(await objects.KeepAsync(bytes, type.ContentType, cancellationToken), bytes);
        db.Files.Add(file);
        db.Publish(new FileStored(file.Id, file.UserId, file.Name, file.ContentType, file.Size, file.Sha256, file.CreatedAt));
        return (file, null);
    }

    /// <param name="size">Of one more file.</param>
    public async Task<ErrorResult?> WhyFullAsync(Guid userId, long size, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var own = db.Files.Where(file => file.UserId == userId && file.Kind == FileKind.Upload);
        var usage = await own.GroupBy(_ => 1).Select(all => new { Files = all.Count(), Bytes = all.Sum(file => file.Size) }).SingleOrDefaultAsync(cancellationToken);
        return usage is not null && (usage.Files >= limits.MaxFiles || usage.Bytes + size > limits.MaxTotalBytes)
            ? ErrorResults.Conflict("Your storage is full: delete files that you no longer need.",
                ("files", usage.Files), ("maxFiles", limits.MaxFiles), ("bytes", usage.Bytes), ("maxBytes", limits.MaxTotalBytes))
            : null;
    }

    private async Task<ErrorResult?> WhyUnsafeAsync(IncomingFile bytes, Guid userId, CancellationToken cancellationToken)
    {
        try
        {
            if (await scanner.FindThreatAsync(bytes.Content, cancellationToken) is not { } threat)
            {
                return null;
            }

            db.Publish(new FileRejected(Guid.CreateVersion7(), userId, ErrorCodes.Validation, clock.GetUtcNow()));
            return ErrorResults.Validation("The file was refused: the virus scanner found something in it.", "file", ("threat", threat));
        }
        catch (IOException)
        {
            return ErrorResults.Unavailable("Files can't be scanned for viruses right now: try again soon.");
        }
    }

    private static ErrorResult NotReviewable(string name) => ErrorResults.UnsupportedMediaType(
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".docx" => "This is named .docx but is not a Word document: it may be damaged, encrypted, or another file that was renamed.",
            ".docm" => "Documents with macros can't be reviewed: save it as .docx and send that.",
            ".doc" or ".odt" or ".rtf" or ".pages" => "Documents of this kind can't be reviewed: save it as .docx and send that.",
            ".txt" or ".md" or ".markdown" => "The text is in no encoding that we know: save it as UTF-8 and send that.",
            _ => "Files of this kind can't be reviewed.",
        },
        "file",
        ("supported", FileTypes.ReviewableExtensions));
}
