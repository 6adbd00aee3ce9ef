using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Erasure;

/// <summary>Only notes who is to be erased: there may be millions of rows, and <see cref="PeopleEraser"/> takes them in batches.</summary>
internal sealed class EraseDeletedUser(JobsDbContext db, TimeProvider clock) : IConsumer<UserDeleted>
{
    public Task Consume(ConsumeContext<UserDeleted> context) => db.Database.ExecuteSqlAsync(
        $"insert into erasures (user_id, asked_at) values ({context.Message.UserId}, {clock.GetUtcNow()}) on conflict do nothing", context.CancellationToken);
}
