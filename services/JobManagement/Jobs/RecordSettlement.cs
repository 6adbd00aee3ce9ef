using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// Keeps up to how many accepted changes a job is settled, so that others need not ask Payment. What is heard of a payment
/// comes in any order and again.
/// </summary>
internal sealed class RecordSettlement(JobsDbContext db) : IConsumer<PaymentSettled>, IConsumer<PaymentRefunded>
{
    public Task Consume(ConsumeContext<PaymentSettled> context)
    {
        var (settled, cancellationToken) = (context.Message, context.CancellationToken);
        return RecordAsync(Of(settled.PaymentId, settled.JobId, settled.UserId, settled.AcceptedChanges), _ => { }, cancellationToken);
    }

    public Task Consume(ConsumeContext<PaymentRefunded> context)
    {
        var (refunded, cancellationToken) = (context.Message, context.CancellationToken);
        return RecordAsync(
            Of(refunded.PaymentId, refunded.JobId, refunded.UserId, refunded.AcceptedChanges), known => known.LeaveAtMost(refunded.AcceptedChanges), cancellationToken);
    }

    /// <param name="heard">Kept when it is the first that is heard of its payment.</param>
    /// <param name="change">What it makes of what was heard before.</param>
    private async Task RecordAsync(Settlement heard, Action<Settlement> change, CancellationToken cancellationToken)
    {
        if (await db.LockJobAsync(heard.JobId, cancellationToken) is not { } job)
        {
            return; // erased with its person
        }

        var known = await db.Settlements.Where(one => one.JobId == job.Id).ToListAsync(cancellationToken);
        if (known.Find(one => one.PaymentId == heard.PaymentId) is { } earlier)
        {
            change(earlier);
        }
        else
        {
            db.Settlements.Add(heard);
            known.Add(heard);
        }

        job.Settle(known.Max(one => one.Covers));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Settlement Of(Guid paymentId, Guid jobId, Guid userId, int? covers) => new() { PaymentId = paymentId, JobId = jobId, UserId = userId, Covers = covers };
}
