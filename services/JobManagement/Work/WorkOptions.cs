using System.ComponentModel.DataAnnotations;

namespace SwipeReview.JobManagement.Work;

/// <summary>How a worker process works. Section <c>Jobs:Work</c>.</summary>
internal sealed class WorkOptions
{
    public const string Section = "Jobs:Work";

    /// <summary>Jobs at once in this process, 1–64; default 2.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 2;

    /// <summary>How long a job belongs to a worker that gives no sign of life. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two signs of life, each of which also learns of a cancelled job. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause before the first retry after a fault that may pass; it doubles with each. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan RetryWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Characters of text in the first request for proposals: little, so that the first card comes soon. Default 600.</summary>
    [Range(1, 1_000_000)]
    public int FirstGroup { get; set; } = 600;

    /// <summary>Characters of text in each later request. Default 6,000.</summary>
    [Range(1, 1_000_000)]
    public int Group { get; set; } = 6_000;
}
