using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Storage;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;
using SwipeReview.Storage.Scanning;

namespace SwipeReview.Storage.Files;

/// <summary><c>POST /uploads</c>: the bytes are durable before the row says that they exist.</summary>
internal static class UploadFile
{
    public static async Task<Results<Created<FileView>, ErrorResult>> HandleAsync(
        UploadedForm form, CurrentUser user, StorageDbContext db, ObjectKeeper objects, IFileScanner scanner,
        IOptions<UploadOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (form.File is not { } bytes)
        {
            return form.Refusal!;
        }

        if (FileTypes.Detect(bytes.Content, form.FileName) is not { IsReviewable: true } type)
        {
            return NotReviewable(form.FileName);
        }

        if (await WhyFullAsync(db, user.Id, bytes.Size, options.Value, cancellationToken) is { } full)
        {
            return full;
        }

        try
        {
            if (await scanner.FindThreatAsync(bytes.Content, cancellationToken) is { } threat)
            {
                db.Publish(new FileRejected(Guid.CreateVersion7(), user.Id, ErrorCodes.Validation, clock.GetUtcNow()));
                await db.SaveChangesAsync(cancellationToken);
                return ErrorResults.Validation("The file was refused: the virus scanner found something in it.", "file", ("threat", threat));
            }
        }
        catch (IOException)
        {
            return ErrorResults.Unavailable("Files can't be scanned for viruses right now: try again soon.");
        }

        var file = new StoredFile
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            Kind = FileKind.Upload,
            Name = form.FileName,
            ContentType = type.ContentType,
            CreatedAt = clock.GetUtcNow(),
        };
        file.Hold(await objects.KeepAsync(bytes, type.ContentType, cancellationToken), bytes);
        db.Files.Add(file);
        db.Publish(new FileStored(file.Id, file.UserId, file.Name, file.ContentType, file.Size, file.Sha256, file.CreatedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/uploads/{file.Id}", FileView.Of(file));
    }

    private static async Task<ErrorResult?> WhyFullAsync(StorageDbContext db, Guid userId, long size, UploadOptions limits, CancellationToken cancellationToken)
    {
        var own = db.Files.Where(file => file.UserId == userId && file.Kind == FileKind.Upload);
        var usage = await own.GroupBy(_ => 1).Select(all => new { Files = all.Count(), Bytes = all.Sum(file => file.Size) }).SingleOrDefaultAsync(cancellationToken);
        return usage is not null && (usage.Files >= limits.MaxFiles || usage.Bytes + size > limits.MaxTotalBytes)
            ? ErrorResults.Conflict("Your storage is full: delete files that you no longer need.",
                ("files", usage.Files), ("maxFiles", limits.MaxFiles), ("bytes", usage.Bytes), ("maxBytes", limits.MaxTotalBytes))
            : null;
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
