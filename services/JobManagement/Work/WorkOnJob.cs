using MassTransit;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.JobManagement.Work;

/// <summary>The work can't be done, now or later; the message is for the person who asked for it.</summary>
internal sealed class WorkRefusedException(string code, string message, string? about = null) : Exception(message)
{
    /// <summary>No model that is set up, or none that a private job may use, does what was asked; another task may be done.</summary>
    public const string NoModel = "NO_MODEL";

    public string Code => About is "task" or "private" ? NoModel : code;

    /// <summary>What of the request would have to be otherwise, where it is one field.</summary>
    public string? About => about;
}

/// <summary>
/// Takes a job from the broker and works on it under a lease. May come twice, to two workers, or after the worker that
/// had it was killed: the claim lets one of them work, and only that one's writes are taken.
/// </summary>
[LongRunning]
internal sealed partial class WorkOnJob(
    Leases leases, ReviewDocument review, IOptions<WorkOptions> options, TimeProvider clock, IHostApplicationLifetime process, ILogger<WorkOnJob> logger)
    : IConsumer<RunJob>
{
    public async Task Consume(ConsumeContext<RunJob> context)
    {
        var (jobId, attempt) = context.Message;
        await using var lease = await leases.ClaimAsync(jobId, attempt, context.ReceiveContext.Redelivered, context.CancellationToken);
        if (lease is null)
        {
            LogNotOurs(logger, jobId, attempt);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost, process.ApplicationStopping, context.CancellationToken);
        try
        {
            await review.RunAsync(lease, stop.Token);
        }
        catch (LeaseLostException)
        {
            LogLetGo(logger, jobId);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            LogLetGo(logger, jobId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync(lease, (_, job) => job.Release());
        }
        catch (DocumentException broken)
        {
            await EndAsync(lease, (db, job) => job.Fail(db, broken.Code, broken.Message, clock.Now()));
        }
        catch (WorkRefusedException refused)
        {
            await EndAsync(lease, (db, job) => job.Fail(db, refused.Code, refused.Message, clock.Now()));
        }
        catch (Exception fault) when (LastingFaults.Contains(fault))
        {
            LogFault(logger, fault, jobId, attempt);
            await EndAsync(lease, (db, job) => job.Fail(
                db, ErrorCodes.Internal, "There is something in this file that we can't work with; trying again would not help. Nothing is charged.", clock.Now()));
        }
        catch (Exception fault)
        {
            LogFault(logger, fault, jobId, attempt);
            var (code, message) = Explain(fault);
            // Up to a quarter more, so that jobs that failed together don't come back together.
            var wait = options.Value.RetryWait * (1 + (Random.Shared.NextDouble() / 4));
            await EndAsync(lease, (db, job) => job.Retry(db, code, message, wait, clock.Now()));
        }
    }

    // Not cut short when the process stops: these few rows are what lets another worker go on at once.
    private static async Task EndAsync(Lease lease, Action<Data.JobsDbContext, Jobs.Job> write)
    {
        try
        {
            await lease.WriteAsync(write, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            // Cancelled or taken over meanwhile: whoever did that has written what is to be said.
        }
    }

    private static (string Code, string Message) Explain(Exception fault) => fault switch
    {
        TimeoutRejectedException or TimeoutException or OperationCanceledException =>
            (ErrorCodes.Timeout, "This took too long, several times. Try again later."),
        HttpRequestException or BrokenCircuitException =>
            (ErrorCodes.UpstreamFailed, "A part of the system that this needs could not be reached, several times. Try again later."),
        _ => (ErrorCodes.Internal, "Something went wrong on our side, several times. Nothing is charged."),
    };

    [LoggerMessage(LogLevel.Debug, "Job {JobId}, attempt {Attempt}, is over or somebody else's")]
    private static partial void LogNotOurs(ILogger logger, Guid jobId, int attempt);

    [LoggerMessage(LogLevel.Information, "Let go of job {JobId}: it was cancelled or taken over")]
    private static partial void LogLetGo(ILogger logger, Guid jobId);

    [LoggerMessage(LogLevel.Warning, "Job {JobId} failed in attempt {Attempt}")]
    private static partial void LogFault(ILogger logger, Exception fault, Guid jobId, int attempt);
}

/// <summary>A worker takes no more from the broker than it works on: what it had waiting would be out of the line's order.</summary>
internal sealed class WorkOnJobDefinition : ConsumerDefinition<WorkOnJob>
{
    private readonly int concurrency;

    public WorkOnJobDefinition(IOptions<WorkOptions> options)
    {
        concurrency = options.Value.Concurrency;
        ConcurrentMessageLimit = concurrency;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<WorkOnJob> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.PrefetchCount = concurrency;
}
