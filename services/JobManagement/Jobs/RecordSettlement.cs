using MassTransit;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>Keeps up to how many accepted changes a job is settled, so that others need not ask Payment.</summary>
internal sealed class RecordSettlement(JobsDbContext db) : IConsumer<PaymentSettled>
{
    public async Task Consume(ConsumeContext<PaymentSettled> context)
    {
        if (await db.LockJobAsync(context.Message.JobId, context.CancellationToken) is { } job)
        {
            job.Settle(context.Message.AcceptedChanges);
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
