using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Webhooks;

namespace SwipeReview.Payment.Reconciling;

/// <summary>Events that the queue gave up on.</summary>
internal sealed class EventsLeft(PaymentDbContext db, IPaymentProcessor processor, EventFollowing events, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock)
    : IReconciliation
{
    private const int Most = 500;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.ProcessorEvents.Where(row => row.DoneAt < now - Lifetime).ExecuteDeleteAsync(cancellationToken); // none is repeated for that long
        var young = now - options.Value.Grace;
        return await db.ProcessorEvents.Where(row => row.Processor == processor.Name && row.DoneAt == null && row.ReceivedAt <= young)
            .OrderBy(row => row.ReceivedAt).Select(row => row.Id).Take(Most).ToListAsync(cancellationToken);
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => events.FollowAsync(processor.Name, id, cancellationToken);
}
