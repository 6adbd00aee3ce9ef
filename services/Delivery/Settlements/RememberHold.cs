using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Delivery.Data;

namespace SwipeReview.Delivery.Settlements;

/// <summary>Keeps Delivery's copy of what is disputed. Of a payment's events the one with the highest revision counts, whenever it comes.</summary>
internal sealed class RememberHold(DeliveryDbContext db) : IConsumer<PaymentDisputed>
{
    public Task Consume(ConsumeContext<PaymentDisputed> context)
    {
        var said = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into holds as known (payment_id, job_id, user_id, is_held, revision)
            values ({said.PaymentId}, {said.JobId}, {said.UserId}, {said.IsHeld}, {said.Revision})
            on conflict (payment_id) do update set is_held = excluded.is_held, revision = excluded.revision where known.revision < excluded.revision
            """, context.CancellationToken);
    }
}
