using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Erasure;

/// <summary>Everything of a person goes: jobs with all that hangs on them, and their place in the line.</summary>
internal sealed class EraseDeletedUser(JobsDbContext db) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var userId = context.Message.UserId;
        await db.Jobs.Where(job => job.UserId == userId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from line_turns where user_id = {userId}", context.CancellationToken);
    }
}
