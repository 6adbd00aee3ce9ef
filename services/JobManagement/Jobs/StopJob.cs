using MassTransit;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>The command from inside; the person's way is <see cref="CancelJob"/>.</summary>
internal sealed class StopJob(JobsDbContext db, TimeProvider clock) : IConsumer<Contracts.Jobs.CancelJob>
{
    public async Task Consume(ConsumeContext<Contracts.Jobs.CancelJob> context)
    {
        if (await db.LockJobAsync(context.Message.JobId, context.CancellationToken) is { } job)
        {
            job.Cancel(db, clock.Now());
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
