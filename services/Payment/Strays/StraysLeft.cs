using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Reconciling;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Strays;

/// <summary>Money that is nobody's and not sent back yet; and now and then the processor's own list of what was paid is gone through.</summary>
internal sealed class StraysLeft(PaymentDbContext db, IPaymentProcessor processor, StrayMoney strays, IOptionsSnapshot<ReconcilerOptions> options, TimeProvider clock)
    : IReconciliation
{
    /// <summary>A checkout is found by when it was opened, and may be paid a day later.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(26);

    private static readonly TimeSpan FirstWindow = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        var ids = await db.Strays.Where(row => row.Processor == processor.Name && (row.Status == RefundStatus.Ordered || row.Status == RefundStatus.Pending))
            .OrderBy(row => row.FoundAt).Select(row => row.Id).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => id.ToString());
    }

    public Task MendAsync(string id, CancellationToken cancellationToken) => strays.SendAsync(Guid.Parse(id, CultureInfo.InvariantCulture), cancellationToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await db.Database.SqlQuery<DateTimeOffset?>($"""select swept_at as "Value" from sweeps where processor = {processor.Name}""").SingleOrDefaultAsync(cancellationToken);
        if (last > now - options.Value.Sweep)
        {
            return;
        }

        foreach (var session in await processor.OutsideTransactions(db).ListPaidAsync(last - Overlap ?? now - FirstWindow, cancellationToken))
        {
            await strays.FollowAsync(session, cancellationToken); // asks about none that is known
        }

        await db.Database.ExecuteSqlAsync(
            $"insert into sweeps (processor, swept_at) values ({processor.Name}, {now}) on conflict (processor) do update set swept_at = excluded.swept_at", cancellationToken);
    }
}
