using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Storage;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Erasure;

/// <summary>
/// A file's text goes with the file: blocks and the words of changes and decisions. The rows stay, without content, for
/// history and counts. What is still being worked on is cancelled.
/// </summary>
internal sealed class EraseDeletedFile(JobsDbContext db, TimeProvider clock) : IConsumer<FileDeleted>
{
    public async Task Consume(ConsumeContext<FileDeleted> context)
    {
        var cancellationToken = context.CancellationToken;
        var ids = await db.Jobs.Where(job => job.FileId == context.Message.FileId && job.ContentErasedAt == null)
            .OrderBy(job => job.Id).Select(job => job.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            if (await db.LockJobAsync(id, cancellationToken) is { } job)
            {
                var now = clock.Now();
                job.Cancel(db, now);
                job.EraseContent(now);
                await EraseAsync(id, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }
        }
    }

    private async Task EraseAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await JobWords.ForgetChangesAsync(db, jobId, cancellationToken);
        await db.Blocks.Where(block => block.JobId == jobId).ExecuteDeleteAsync(cancellationToken);
        await db.Changes.Where(change => change.JobId == jobId).ExecuteUpdateAsync(set => set
            .SetProperty(change => change.Original, "")
            .SetProperty(change => change.Replacement, "")
            .SetProperty(change => change.Before, "")
            .SetProperty(change => change.After, "")
            .SetProperty(change => change.Reason, (string?)null)
            .SetProperty(change => change.Because, (string?)null)
            .SetProperty(change => change.Pattern, change => change.Category)
            .SetProperty(change => change.DecisionReplacement, (string?)null), cancellationToken);
        await db.Decisions.Where(decision => decision.JobId == jobId && decision.Replacement != null)
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Replacement, ""), cancellationToken);
        await db.Decisions.Where(decision => decision.JobId == jobId && decision.Because != null)
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Because, (string?)null), cancellationToken);
    }
}
