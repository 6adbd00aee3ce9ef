using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Reconciling;

namespace SwipeReview.Payment.Disputes;

/// <summary>Disputes that began or went on without an event that reached us.</summary>
internal sealed class DisputesLeft(PaymentDbContext db, IDisputeProcessor processor, Disputing disputing, TimeProvider clock) : IReconciliation
{
    /// <summary>Events are repeated for three days; who was away for longer finds out here.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        if (!await db.Payments.AnyAsync(row => row.Processor == processor.Name && row.Amount > 0 && row.SettledAt != null, cancellationToken)
            && !await db.Subscriptions.AnyAsync(row => row.Processor == processor.Name && row.Status != null, cancellationToken))
        {
            return []; // nothing that a bank could have taken back
        }

        var oldest = await db.Disputes.Where(row => row.Processor == processor.Name && row.EndedAt == null).MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken);
        var since = clock.GetUtcNow() - Window;
        var news = new List<string>();
        foreach (var reading in await processor.OutsideTransactions(db).ListAsync(oldest < since ? oldest.Value : since, cancellationToken))
        {
            if (await disputing.IsNewsAsync(reading, cancellationToken))
            {
                news.Add(reading.Id);
            }
        }

        return news;
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => disputing.FollowAsync(id, cancellationToken);
}
