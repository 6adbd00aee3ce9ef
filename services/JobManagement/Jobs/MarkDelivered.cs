using MassTransit;
using SwipeReview.Contracts.Delivery;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>A job is delivered with its first artifact that holds the accepted changes; a report or receipt leaves it open.</summary>
internal sealed class MarkDelivered(JobsDbContext db, TimeProvider clock) : IConsumer<ArtifactReady>
{
    public async Task Consume(ConsumeContext<ArtifactReady> context)
    {
        if (context.Message.Format is "clean" or "redline" or "patch"
            && await db.LockJobAsync(context.Message.JobId, context.CancellationToken) is { Status: JobStatus.Ready } job)
        {
            job.Deliver(db, await Judgement.OfAsync(db, job.Id, [], context.CancellationToken), clock.Now());
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
