using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Subscriptions;

namespace SwipeReview.Payment.Reconciling;

/// <summary>Plans of which something is wanted still, that have not been read for long, or whose time has changed what they give.</summary>
internal sealed class PlansLeft(
    PaymentDbContext db, ISubscriptionProcessor processor, Plans plans, IOptionsSnapshot<SubscriptionOptions> options, TimeProvider clock) : IReconciliation
{
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (stale, patience) = (now - options.Value.Stale, now - options.Value.Grace);
        var users = await db.Database.SqlQuery<Guid>($"""
            select subscription.user_id as "Value"
            from subscriptions subscription left join entitlements entitlement using (user_id)
            where processor = {processor.Name} and customer is not null
                and (wanted_tier is not null or wanted_end is not null or session is not null or read_at is null or read_at <= {stale}
                    or (period_end <= {now} and read_at < period_end)
                    or (entitlement.tier <> 'free' and (past_due_since <= {patience} or (kept_until <= {now} and entitlement.tier <> subscription.tier))))
            order by read_at nulls first limit {Most}
            """).ToListAsync(cancellationToken);
        return users.ConvertAll(user => user.ToString());
    }

    public async Task MendAsync(string id, CancellationToken cancellationToken)
    {
        var userId = Guid.Parse(id);
        await plans.EntitleAsync(userId, cancellationToken); // first, for it needs nobody
        await plans.CarryOutAsync(userId, cancellationToken);
        await plans.ReadAsync(userId, cancellationToken);
    }
}
