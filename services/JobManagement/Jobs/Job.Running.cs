using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Events;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// The way from the line to a complete deck: dispatched to the broker, claimed by a worker under a lease, checkpoint by
/// checkpoint to its end. A worker that lost its lease may write nothing more.
/// </summary>
internal sealed partial class Job
{
    /// <summary>A job that takes its workers down with it is given up after so many starts.</summary>
    private const int MostStarts = 20;

    /// <summary>Without any progress between them.</summary>
    private const int MostAttempts = 3;

    /// <summary>How many times it was sent to the workers: an earlier sending that comes late is known by it.</summary>
    public int Attempt { get; private set; }

    /// <summary>Attempts that failed since the last checkpoint.</summary>
    public int Faults { get; private set; }

    /// <summary>How many times a worker began or went on with it: the attempt that people see.</summary>
    public int Starts { get; private set; }
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>When it was sent to the workers; null while it stands in the line.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }
    public Guid? LeaseId { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public int BlocksTotal { get; private set; }

    /// <summary>The checkpoint: blocks before it are worked on, and their changes are stored.</summary>
    public int BlocksDone { get; private set; }

    /// <summary>Blocks with something to read; null for a job that was opened before this was counted.</summary>
    public int? BlocksWritten { get; private set; }

    /// <summary>What of it no model could read; null when nothing was left.</summary>
    public UnreadBlocks? Unread { get; private set; }
    public long TextTotal { get; private set; }
    public long TextDone { get; private set; }

    /// <summary>Percent.</summary>
    public int Progress => this switch
    {
        { Status: JobStatus.Ready or JobStatus.Delivered } => 100,
        { TextTotal: 0 } => 0,
        _ => (int)(TextDone * 99 / TextTotal),
    };

    public void Dispatch(JobsDbContext db, DateTimeOffset now)
    {
        Attempt++;
        DispatchedAt = now;
        db.Publish(new RunJob(Id, Attempt), OrderKey, TraceParent);
    }

    /// <param name="isRedelivery">The broker lost the worker that had it: its lease counts no more.</param>
    public bool MayBeClaimed(int attempt, bool isRedelivery, DateTimeOffset now) =>
        IsUnderWay && DispatchedAt is not null && attempt == Attempt && (isRedelivery || LeaseUntil is null || LeaseUntil <= now);

    /// <returns>Null when it was started too often: it has failed then.</returns>
    public Guid? Claim(JobsDbContext db, DateTimeOffset until, DateTimeOffset now)
    {
        Starts++;
        if (Starts > MostStarts)
        {
            Fail(db, "INTERNAL", "This file could not be worked on: it stopped the program every time.", now);
            return null;
        }

        Status = JobStatus.Running;
        Stage = BlocksTotal == 0 ? JobStage.Reading : JobStage.Proposing;
        if (StartedAt is null)
        {
            StartedAt = now;
            JobMetrics.Started(this);
        }

        LeaseId = Guid.CreateVersion7();
        LeaseUntil = until;
        db.Append(this, JobEventKind.Status);
        return LeaseId;
    }

    public bool IsHeldBy(Guid lease) => Status == JobStatus.Running && LeaseId == lease;

    public void Opened(JobsDbContext db, int blocks, int written, long text)
    {
        BlocksTotal = blocks;
        BlocksWritten = written;
        TextTotal = text;
        Stage = JobStage.Proposing;
        db.Append(this, JobEventKind.Progress);
    }

    /// <summary>It failed as often as it may: what fails now is passed over, so that the rest gets done.</summary>
    public bool IsLastAttempt => Faults >= MostAttempts - 1;

    /// <summary>A group of blocks is done: its changes, its cost and the checkpoint are one save.</summary>
    public void Checkpoint(
        JobsDbContext db, IReadOnlyCollection<Change> changes, IReadOnlyCollection<ChangeConflict> conflicts, int blocksDone, long text, decimal cost, string currency,
        IReadOnlyDictionary<string, int> unread)
    {
        foreach (var change in changes)
        {
            db.Append(this, JobEventKind.Change, change.Id);
        }

        db.Changes.AddRange(changes);
        db.Conflicts.AddRange(conflicts);
        Total += changes.Count;
        BlocksDone = blocksDone;
        TextDone += text;
        Cost += cost;
        Currency = currency;
        Faults = 0;
        Unread = UnreadBlocks.Add(Unread, unread, BlocksWritten ?? BlocksTotal);
        db.Append(this, JobEventKind.Progress);
    }

    /// <summary>A group that the models are away for: passed over. The next one gets no more patience until one is read.</summary>
    public void PassOver(JobsDbContext db, int blocksDone, long text, IReadOnlyDictionary<string, int> unread)
    {
        var faults = Faults;
        Checkpoint(db, [], [], blocksDone, text, 0, Currency, unread);
        Faults = faults;
    }

    /// <summary>Everything that could be done is done: ready, or failed when nothing of it could be read.</summary>
    /// <param name="judgement">So far: cards are decided while the rest is worked on.</param>
    public void Complete(JobsDbContext db, Judgement judgement, DateTimeOffset now)
    {
        if (Unread is { AreAll: true } unread)
        {
            var (code, message) = unread.Explain();
            Fail(db, code, message, now);
            return;
        }

        End(JobStatus.Ready, JobStage.Done, now);
        db.Append(this, JobEventKind.Status);
        db.Publish(new JobReady(Id, UserId, FileName, Total, now), OrderKey);
        if (IsReviewed)
        {
            AnnounceReview(db, judgement, now);
        }
    }

    public void Fail(JobsDbContext db, string code, string message, DateTimeOffset now)
    {
        End(JobStatus.Failed, JobStage.Stopped, now);
        ErrorCode = code;
        ErrorMessage = message;
        db.Append(this, JobEventKind.Status);
        db.Publish(new JobFailed(Id, UserId, FileName, code, message, now), OrderKey);
    }

    /// <summary>After a fault that may pass: back into the line for a later attempt, or failed when it was the last one.</summary>
    /// <param name="wait">Pause before the first retry; doubles with each.</param>
    public void Retry(JobsDbContext db, string code, string message, TimeSpan wait, DateTimeOffset now)
    {
        Faults++;
        if (Faults >= MostAttempts)
        {
            Fail(db, code, message, now);
            return;
        }

        Release();
        NotBefore = now + (wait * Math.Pow(2, Faults - 1));
        Stage = JobStage.Retrying;
        db.Append(this, JobEventKind.Progress);
    }

    /// <summary>Back into the line at once: its worker stops.</summary>
    public void Release()
    {
        DispatchedAt = null;
        LeaseId = null;
        LeaseUntil = null;
    }
}
