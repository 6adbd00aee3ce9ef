using SwipeReview.JobManagement.Jobs;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

internal enum BatchState
{
    /// <summary>Cards that were held back are open still.</summary>
    Auditing,

    /// <summary>They were answered, and it was not worse than promised.</summary>
    Kept,

    /// <summary>It was: the autopilot took all of it back.</summary>
    SteppedBack,

    /// <summary>The person took it back.</summary>
    Undone,
}

/// <summary>Cards of a job that were decided for its person at once, and how that was checked.</summary>
internal sealed class AutopilotBatch
{
    /// <summary>Also the batch of its decisions.</summary>
    public Guid Id { get; private init; }
    public Guid JobId { get; private init; }
    public Guid UserId { get; private init; }
    public BatchState State { get; private set; }

    /// <summary>The share of mistakes that the person tolerates: what is promised.</summary>
    public double Tolerance { get; private init; }

    /// <summary>The certainty from which on cards were decided.</summary>
    public double Threshold { get; private init; }

    /// <summary>What the record of predictions said of the share of mistakes when it was offered.</summary>
    public double ErrorBound { get; private init; }
    public int Decided { get; private init; }

    /// <summary>Cards that were held back and can still tell something.</summary>
    public int Sample { get; private set; }
    public int Answered { get; private set; }
    public int Agreed { get; private set; }
    public double? MeasuredLow { get; private set; }
    public double? MeasuredHigh { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    public static AutopilotBatch Start(Guid id, Job job, Assessment assessment, double tolerance, int decided, int sample, DateTimeOffset now) => new()
    {
        Id = id,
        JobId = job.Id,
        UserId = job.UserId,
        State = BatchState.Auditing,
        Tolerance = tolerance,
        Threshold = assessment.Threshold,
        ErrorBound = assessment.ErrorBound,
        Decided = decided,
        Sample = sample,
        CreatedAt = now,
    };

    /// <summary>What the answers say so far.</summary>
    /// <param name="sample">Those that can still tell something; without any there is nothing to say against the batch.</param>
    public void Judge(int sample, int answered, int agreed, DateTimeOffset now)
    {
        (Sample, Answered, Agreed) = (sample, answered, agreed);
        var result = sample == 0 ? new AuditResult(AuditState.Kept, 1, null, null) : Audit.Judge(Decided, sample, answered, agreed, Tolerance);
        if (result.State == AuditState.Waiting)
        {
            return;
        }

        (MeasuredLow, MeasuredHigh) = (result.Measured?.Low, result.Measured?.High);
        End(result.State == AuditState.Kept ? BatchState.Kept : BatchState.SteppedBack, now);
        MemoryMetrics.Audited(State);
    }

    /// <summary>The person takes it back; what an audit has found stays.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (State is BatchState.Auditing or BatchState.Kept)
        {
            End(BatchState.Undone, now);
        }
    }

    private void End(BatchState state, DateTimeOffset now) => (State, EndedAt) = (state, now);
}

/// <summary>A card that was held back, so that its person says without knowing what they would have said.</summary>
internal sealed class AuditedChange
{
    public Guid BatchId { get; init; }
    public Guid ChangeId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>What would have been decided.</summary>
    public bool Accepts { get; init; }
}
