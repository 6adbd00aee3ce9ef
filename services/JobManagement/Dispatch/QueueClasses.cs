using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Dispatch;

internal static class QueueClasses
{
    /// <summary>The class of the line that a person's plan gives; the background one without a plan.</summary>
    public static async Task<int> QueueClassOfAsync(this JobsDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<int?>($"select priority as \"Value\" from queue_classes where user_id = {userId}").SingleOrDefaultAsync(cancellationToken)
            ?? JobPriority.Background;
}
