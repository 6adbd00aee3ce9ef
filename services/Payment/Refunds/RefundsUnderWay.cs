using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Reconciling;

namespace SwipeReview.Payment.Refunds;

/// <summary>Refunds that nobody carried out, or that the processor has not said the end of.</summary>
internal sealed class RefundsUnderWay(PaymentDbContext db, Refunding refunding, ProcessorDirectory processors, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock) : IReconciliation
{
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var young = clock.GetUtcNow() - options.Value.Grace;
        var ids = await (
            from refund in db.Refunds
            join payment in db.Payments on refund.PaymentId equals payment.Id
            where (refund.Status == RefundStatus.Ordered || refund.Status == RefundStatus.Pending) && refund.CreatedAt <= young
                && processors.Reachable.Contains(payment.Processor) // the others wait until their key is back, and keep nobody waiting
            orderby refund.CreatedAt
            select refund.Id).Take(Most).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => id.ToString());
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => refunding.SendAsync(Guid.Parse(id), cancellationToken);
}
