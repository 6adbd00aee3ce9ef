using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>Keeps which class of the line a person's plan gives: it counts for the jobs that they submit from then on.</summary>
internal sealed class RecordQueueClass(JobsDbContext db) : IConsumer<EntitlementChanged>
{
    public Task Consume(ConsumeContext<EntitlementChanged> context)
    {
        var changed = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into queue_classes as known (user_id, priority, changed_at) values ({changed.UserId}, {changed.QueueClass}, {changed.At})
            on conflict (user_id) do update set priority = excluded.priority, changed_at = excluded.changed_at
            where known.changed_at < excluded.changed_at
            """, context.CancellationToken);
    }
}
