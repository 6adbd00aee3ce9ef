using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Work;

/// <summary>A write was refused: the job was cancelled, or another worker has it.</summary>
internal sealed class LeaseLostException() : Exception("The job belongs to this worker no more.");

/// <summary>
/// A worker's right to a job. Renewed in the background; lost when the job is cancelled or taken over, which every
/// heartbeat notices, at once when Redis passes the word. The fence does not depend on noticing: each write checks the
/// lease under the lock on the job.
/// </summary>
internal sealed partial class Lease : IAsyncDisposable
{
    private readonly Guid id;
    private readonly TimeSpan length;
    private readonly TimeSpan pulse;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task beating;

    public Lease(Job job, Guid id, WorkOptions options, IServiceScopeFactory scopes, JobSignals signals, TimeProvider clock, ILogger logger)
    {
        (Job, this.id, this.scopes, this.clock, this.logger) = (job, id, scopes, clock, logger);
        (length, pulse) = (options.Lease, options.Heartbeat);
        beating = BeatAsync(signals);
    }

    /// <summary>As it was when it was claimed.</summary>
    public Job Job { get; }

    public CancellationToken Lost => lost.Token;

    /// <summary>One transaction on the job and what belongs to it.</summary>
    /// <exception cref="LeaseLostException">Nothing was written.</exception>
    public Task WriteAsync(Action<JobsDbContext, Job> write, CancellationToken cancellationToken) =>
        WriteAsync(
            (db, job) =>
            {
                write(db, job);
                return Task.CompletedTask;
            },
            cancellationToken);

    /// <inheritdoc cref="WriteAsync(Action{JobsDbContext, Job}, CancellationToken)"/>
    public Task WriteAsync(Func<JobsDbContext, Job, Task> write, CancellationToken cancellationToken) =>
        WriteAsync<IServiceProvider>((db, job, _) => write(db, job), cancellationToken);

    /// <inheritdoc cref="WriteAsync(Action{JobsDbContext, Job}, CancellationToken)"/>
    /// <typeparam name="TService">A service of the transaction's scope.</typeparam>
    public async Task WriteAsync<TService>(Func<JobsDbContext, Job, TService, Task> write, CancellationToken cancellationToken)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JobsDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await db.LockJobAsync(Job.Id, cancellationToken);
        if (job?.IsHeldBy(id) != true)
        {
            throw new LeaseLostException();
        }

        await write(db, job, scope.ServiceProvider.GetRequiredService<TService>());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await beating;
        ended.Dispose();
        lost.Dispose();
    }

    private async Task BeatAsync(JobSignals signals)
    {
        using var signal = signals.Listen(Job.Id);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(pulse, ended.Token);
                if (!await RenewAsync(ended.Token))
                {
                    await lost.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The database is away: the work goes on until it needs to write.
                LogMissed(logger, Job.Id, fault.Message);
            }
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JobsDbContext>();
        var until = clock.Now() + length;
        return await db.Jobs.Where(job => job.Id == Job.Id && job.LeaseId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.LeaseUntil, until), cancellationToken) == 1;
    }

    [LoggerMessage(LogLevel.Warning, "No heartbeat for job {JobId}: {Reason}")]
    private static partial void LogMissed(ILogger logger, Guid jobId, string reason);
}
