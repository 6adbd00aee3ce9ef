namespace SwipeReview.JobManagement.Events;

internal enum JobEventKind
{
    Progress,
    Change,
    Decision,
    Status,
}

/// <summary>
/// Something that a person who follows a job is told. Numbered without gaps under the lock on the job, so whoever reads
/// up to n has everything up to n.
/// </summary>
internal sealed class JobEvent
{
    public Guid JobId { get; init; }
    public long Seq { get; init; }
    public Guid UserId { get; init; }
    public JobEventKind Kind { get; init; }

    /// <summary>The changes that it is about: they are shown as they are when the event is sent.</summary>
    public Guid[] ChangeIds { get; init; } = [];

    /// <summary>A <see cref="Jobs.JobProgress"/> as JSON; null where the change says it all.</summary>
    public string? Data { get; init; }
    public DateTimeOffset At { get; init; }
}
