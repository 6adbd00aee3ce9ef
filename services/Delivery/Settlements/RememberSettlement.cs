using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Delivery.Data;

namespace SwipeReview.Delivery.Settlements;

/// <summary>Keeps Delivery's copy of what is settled. The two events of a payment may arrive in any order; a refund has the last word.</summary>
internal sealed class RememberSettlement(DeliveryDbContext db) : IConsumer<PaymentSettled>, IConsumer<PaymentRefunded>
{
    public Task Consume(ConsumeContext<PaymentSettled> context)
    {
        var settled = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into settlements (payment_id, job_id, user_id, accepted_changes, is_refunded)
            values ({settled.PaymentId}, {settled.JobId}, {settled.UserId}, {settled.AcceptedChanges}, false)
            on conflict do nothing
            """, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<PaymentRefunded> context)
    {
        var refunded = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into settlements as known (payment_id, job_id, user_id, accepted_changes, is_refunded)
            values ({refunded.PaymentId}, {refunded.JobId}, {refunded.UserId}, {refunded.AcceptedChanges ?? 0}, {refunded.AcceptedChanges is null})
            on conflict (payment_id) do update set
                accepted_changes = least(known.accepted_changes, excluded.accepted_changes), is_refunded = known.is_refunded or excluded.is_refunded
            """, context.CancellationToken);
    }
}
