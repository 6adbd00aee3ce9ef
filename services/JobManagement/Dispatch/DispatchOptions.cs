using System.ComponentModel.DataAnnotations;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>How jobs leave the line. Section <c>Jobs:Dispatch</c>.</summary>
internal sealed class DispatchOptions
{
    public const string Section = "Jobs:Dispatch";

    /// <summary>
    /// The least number of jobs at the broker and with workers together, 1–1,000; default 8. Where the workers that are
    /// there take on more, it is what they take on and a few, so that none of them idles and the order of the line counts.
    /// </summary>
    [Range(1, 1_000)]
    public int InFlight { get; set; } = 8;

    /// <summary>After this time a job that no worker has claimed is sent again. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan ClaimPatience { get; set; } = TimeSpan.FromMinutes(1);
}
