using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Memory;

namespace SwipeReview.JobManagement.Erasure;

/// <summary>Everything of a person goes: jobs with all that hangs on them, their place in the line, and what was learned of them.</summary>
internal sealed class EraseDeletedUser(JobsDbContext db) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var userId = context.Message.UserId;
        await db.Jobs.Where(job => job.UserId == userId).ExecuteDeleteAsync(context.CancellationToken);
        await ForgetAll.ForgetAsync(db, userId, context.CancellationToken);
        await db.MemoryOwners.Where(owner => owner.UserId == userId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from line_turns where user_id = {userId}", context.CancellationToken);
    }
}
