namespace SwipeReview.JobManagement.Jobs;

internal enum JobType
{
    Review,
}

internal enum JobStatus
{
    Queued,
    Running,
    Ready,
    Delivered,
    Failed,
    Cancelled,
}

internal static class JobStatuses
{
    /// <summary>Nothing more will happen to it.</summary>
    public static bool IsOver(this JobStatus status) => status is JobStatus.Delivered or JobStatus.Failed or JobStatus.Cancelled;
}

/// <summary>What is going on inside <see cref="JobStatus.Queued"/> and <see cref="JobStatus.Running"/>; how it went, after them.</summary>
internal enum JobStage
{
    Waiting,
    Reading,
    Proposing,

    /// <summary>A fault that may pass has happened: the job waits for its next attempt.</summary>
    Retrying,
    Done,
    Stopped,
}

/// <summary>Classes of the line. A job costs its class this much of its share: enterprise gets five times as many turns as standard.</summary>
internal static class JobPriority
{
    public const int Enterprise = 1;
    public const int Standard = 5;
    public const int Background = 10;

    /// <summary>The plan that gives this class, whose budget at the router its jobs share.</summary>
    public static string TierOf(int priority) => priority switch
    {
        Enterprise => "enterprise",
        Standard => "pro",
        _ => "free",
    };
}
