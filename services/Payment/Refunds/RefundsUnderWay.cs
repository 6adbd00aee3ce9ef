using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Reconciling;

namespace SwipeReview.Payment.Refunds;

/// <summary>Refunds that nobody carried out, or that the processor has not said the end of.</summary>
internal sealed class RefundsUnderWay(PaymentDbContext db, Refunding refunding, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock) : IReconciliation
{
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var young = clock.GetUtcNow() - options.Value.Grace;
        var ids = await db.Refunds.Where(refund => (refund.Status == RefundStatus.Ordered || refund.Status == RefundStatus.Pending) && refund.CreatedAt <= young)
            .OrderBy(refund => refund.CreatedAt).Select(refund => refund.Id).Take(Most).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => id.ToString());
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => refunding.SendAsync(Guid.Parse(id), cancellationToken);
}
