using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Retention;

/// <summary>Keeps which plan a person has: it says how long what is delivered from then on is kept. Late news changes nothing.</summary>
internal sealed class RememberTier(StorageDbContext db) : IConsumer<EntitlementChanged>
{
    public Task Consume(ConsumeContext<EntitlementChanged> context)
    {
        var changed = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into tiers as known (user_id, tier, changed_at) values ({changed.UserId}, {changed.Tier}, {changed.At})
            on conflict (user_id) do update set tier = excluded.tier, changed_at = excluded.changed_at where known.changed_at < excluded.changed_at
            """, context.CancellationToken);
    }
}
