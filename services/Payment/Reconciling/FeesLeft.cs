using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Reconciling;

/// <summary>Settled payments of which the processor had not said what it keeps.</summary>
internal sealed class FeesLeft(PaymentDbContext db, IPaymentProcessor processor, Fulfilment fulfilment, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock)
    : IReconciliation
{
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var (now, interval) = (clock.GetUtcNow(), options.Value.Interval);

        // The longer it keeps us waiting, the less often it is asked.
        var ids = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from payments
            where awaits_fee and processor = {processor.Name} and {now} - checked_at >= least({interval}, {options.Value.Grace}) + (checked_at - settled_at) / 8
            order by checked_at limit {Most}
            """).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => id.ToString());
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => fulfilment.BookFeeAsync(Guid.Parse(id), cancellationToken);
}
