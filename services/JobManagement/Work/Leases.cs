using Microsoft.Extensions.Options;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Events;

namespace SwipeReview.JobManagement.Work;

internal sealed class Leases(IServiceScopeFactory scopes, JobSignals signals, IOptions<WorkOptions> options, TimeProvider clock, ILogger<Lease> logger)
{
    /// <summary>Null when there is nothing to do: the job is over, a later attempt is on its way, or a living worker has it.</summary>
    /// <param name="isRedelivery">The broker lost the connection of the worker that had the message.</param>
    public async Task<Lease?> ClaimAsync(Guid jobId, int attempt, bool isRedelivery, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JobsDbContext>();
        var now = clock.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await db.LockJobAsync(jobId, cancellationToken);
        if (job?.MayBeClaimed(attempt, isRedelivery, now) != true)
        {
            return null;
        }

        var id = job.Claim(db, now + options.Value.Lease, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id is null ? null : new Lease(job, id.Value, options.Value, scopes, signals, clock, logger);
    }
}
