using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Reconciling;

/// <summary>Payments that want a checkout, have one that is to be closed, or have one that nothing was heard of.</summary>
internal sealed class PaymentsUnderWay(
    PaymentDbContext db, IPaymentProcessor processor, Fulfilment fulfilment, Checkouts checkouts, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock)
    : IReconciliation
{
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var (now, interval) = (clock.GetUtcNow(), options.Value.Interval);
        var young = now - options.Value.Grace;

        // A checkout may stay open for a day: the longer it is, the less often it is asked about.
        var ids = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from payments
            where status = 'pending' and processor = {processor.Name} and created_at <= {young}
                and (session is null or closing_at is not null or checked_at is null
                    or {now} - checked_at >= greatest({interval}, (checked_at - created_at) / 8))
            order by checked_at nulls first, created_at limit {Most}
            """).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => id.ToString());
    }

    public async Task MendAsync(string id, CancellationToken cancellationToken)
    {
        var payment = await db.Payments.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse(id), cancellationToken);
        if (payment.ClosingAt is not null)
        {
            await checkouts.CloseEarlierAsync(payment.JobId, cancellationToken);
        }
        else if (payment.WantsCheckout)
        {
            await checkouts.OpenAsync(payment.Id, cancellationToken);
        }
        else
        {
            await fulfilment.SettleAsync(payment.Id, cancellationToken);
        }
    }
}
