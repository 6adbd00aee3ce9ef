using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Files;

namespace SwipeReview.Storage.Uploads;

/// <summary>Whether a person may begin one more upload. Its whole size counts from then on, so that none is sent in vain.</summary>
internal sealed class UploadRoom(StorageDbContext db, FileIntake intake, IOptions<UploadOptions> options, TimeProvider clock)
{
    public async Task<ErrorResult?> WhyNoneAsync(Guid userId, long size, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var unfinished = await db.Uploads.Where(upload => upload.UserId == userId && upload.FileId == null && upload.ExpiresAt > now)
            .SumAsync(upload => upload.Size, cancellationToken);
        return unfinished + size > options.Value.MaxUnfinishedBytes
            ? ErrorResults.Conflict("You have many uploads that are not finished: finish some of them, or cancel them.",
                ("bytes", unfinished), ("maxBytes", options.Value.MaxUnfinishedBytes))
            : await intake.WhyFullAsync(userId, unfinished + size, cancellationToken);
    }
}
