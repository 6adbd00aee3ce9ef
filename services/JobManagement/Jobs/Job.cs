using System.Diagnostics;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Events;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// One request to have a file worked on. This part: what its owner sees and does. How it gets worked on is in
/// <c>Job.Running.cs</c>. Every method that changes it needs the lock on its row.
/// </summary>
internal sealed partial class Job
{
    public const int LongestInstructions = 2_000;
    public const int MostTerms = 200;
    public const int LongestTerm = 80;

    public Guid Id { get; private init; }
    public Guid UserId { get; private init; }
    public JobType Type { get; private init; }
    public JobStatus Status { get; private set; }
    public Guid FileId { get; private init; }
    public required string FileName { get; init; }
    public required string ContentType { get; init; }
    public string? Instructions { get; private set; }
    public string? Provider { get; private init; }
    public bool Private { get; private init; }
    public string? Language { get; private init; }

    /// <summary>Terms that are right as they stand; null for none.</summary>
    public string[]? Glossary { get; private set; }
    public bool KeepNumbers { get; private init; }
    public int Priority { get; private init; }
    public JobStage Stage { get; private set; }
    public int Total { get; private set; }
    public int Accepted { get; private set; }
    public int Rejected { get; private set; }
    public int Skipped { get; private set; }
    public decimal Cost { get; private set; }
    public string Currency { get; private set; } = "USD";
    public string? ErrorCode { get; private set; }
    public string? ErrorMessage { get; private set; }

    /// <summary>Up to how many accepted changes nothing is owed; null when no payment covers any.</summary>
    public int? SettledChanges { get; private set; }

    /// <summary>Number of the last event; also the version of everything that is shown of a job.</summary>
    public long EventSeq { get; private set; }

    /// <summary>Number of the last decision; also the revision of what is accepted.</summary>
    public long DecisionSeq { get; private set; }

    /// <summary>The trace of the request that submitted it: the work goes on there, whenever and wherever it is done.</summary>
    public string? TraceParent { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public DateTimeOffset? ContentErasedAt { get; private set; }

    /// <summary>The job that this one does once more: what was rejected there stays rejected.</summary>
    public Guid? RerunOf { get; private init; }

    /// <summary>As it was asked for.</summary>
    public JobOptions Options => new()
    {
        Instructions = Instructions,
        Provider = Provider,
        Private = Private,
        Language = Language,
        Glossary = Glossary,
        KeepNumbers = KeepNumbers,
    };

    public int Pending => Total - Accepted - Rejected - Skipped;

    public bool IsUnderWay => Status is JobStatus.Queued or JobStatus.Running;

    public static Job Submit(JobsDbContext db, Guid userId, SourceFile file, JobOptions options, int priority, DateTimeOffset now, Guid? rerunOf = null)
    {
        var job = new Job
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Type = JobType.Review,
            Status = JobStatus.Queued,
            Stage = JobStage.Waiting,
            FileId = file.Id,
            FileName = file.Name,
            ContentType = file.ContentType,
            Instructions = string.IsNullOrWhiteSpace(options.Instructions) ? null : options.Instructions.Trim(),
            Provider = options.Provider,
            Private = options.Private,
            Language = options.Language,
            Glossary = options.Glossary is { Count: > 0 } terms ? [.. terms.Select(term => term.Trim()).Distinct(StringComparer.Ordinal)] : null,
            KeepNumbers = options.KeepNumbers,
            Priority = priority,
            RerunOf = rerunOf,
            NotBefore = now,
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
        };
        db.Jobs.Add(job);
        db.Append(job, JobEventKind.Status);
        db.Publish(new JobSubmitted(job.Id, userId, file.Id, "review", now), job.OrderKey);
        return job;
    }

    /// <summary>Stops it, whatever it is doing: a worker that has it loses its lease, and with it the right to write.</summary>
    /// <returns>False when it had ended already.</returns>
    public bool Cancel(JobsDbContext db, DateTimeOffset now)
    {
        if (!IsUnderWay)
        {
            return false;
        }

        End(JobStatus.Cancelled, JobStage.Stopped, now);
        db.Append(this, JobEventKind.Status);
        db.Publish(new JobCancelled(Id, UserId, now), OrderKey);
        return true;
    }

    /// <summary>Why its changes can't be decided now; null when they can.</summary>
    public ErrorResult? RefuseDecisions() => this switch
    {
        { ContentErasedAt: not null } => ErrorResults.Gone("The file of this job was deleted, and its changes with it."),
        { Status: JobStatus.Running or JobStatus.Ready } => null,
        { Status: JobStatus.Delivered } => ErrorResults.Conflict("This job was delivered: its decisions are final.", ("status", Status)),
        _ => ErrorResults.Conflict("This job has no changes to decide.", ("status", Status)),
    };

    public long NextDecision() => ++DecisionSeq;

    public long NextEvent() => ++EventSeq;

    /// <summary>Moves one change between the counts.</summary>
    public void Recount(ChangeState from, ChangeState to)
    {
        Count(from, -1);
        Count(to, +1);
    }

    /// <summary>The deck is complete, and nothing in it is left to decide.</summary>
    public bool IsReviewed => Status == JobStatus.Ready && Pending == 0;

    /// <summary>Tells the others when nothing is left to decide; again whenever later decisions change the outcome.</summary>
    public void AnnounceReview(JobsDbContext db, Judgement judgement, DateTimeOffset now)
    {
        db.Publish(new ReviewCompleted(Id, UserId, Accepted, Rejected, Skipped, now), OrderKey);
        Announce(db, judgement, now);
    }

    /// <summary>The person has the result.</summary>
    public void Deliver(JobsDbContext db, Judgement judgement, DateTimeOffset now)
    {
        Status = JobStatus.Delivered;
        db.Append(this, JobEventKind.Status);
        db.Publish(new JobDelivered(Id, UserId, FileId, now), OrderKey);
        Announce(db, judgement, now);
    }

    public void Settle(int? acceptedChanges) => SettledChanges = acceptedChanges;

    public void EraseContent(DateTimeOffset now)
    {
        Instructions = null;
        Glossary = null;
        ContentErasedAt = now;
    }

    private string OrderKey => Id.ToString();

    private void Announce(JobsDbContext db, Judgement judgement, DateTimeOffset now)
    {
        if (judgement.Counts.Count > 0)
        {
            db.Publish(new ProposalsJudged(Id, UserId, judgement.Counts, now), OrderKey);
        }
    }

    private void Count(ChangeState state, int by)
    {
        switch (state)
        {
            case ChangeState.Accepted: Accepted += by; break;
            case ChangeState.Rejected: Rejected += by; break;
            case ChangeState.Skipped: Skipped += by; break;
            case ChangeState.Pending: break; // what the others leave
            default: throw new ArgumentOutOfRangeException(nameof(state), state, null);
        }
    }

    private void End(JobStatus status, JobStage stage, DateTimeOffset now)
    {
        Status = status;
        Stage = stage;
        CompletedAt = now;
        LeaseId = null;
        LeaseUntil = null;
        JobMetrics.Ended(this);
    }
}
