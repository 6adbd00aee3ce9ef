using System.ComponentModel.DataAnnotations;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>How jobs leave the line. Section <c>Jobs:Dispatch</c>.</summary>
internal sealed class DispatchOptions
{
    public const string Section = "Jobs:Dispatch";

    /// <summary>
    /// Jobs at the broker and with workers together, 1–1,000; default 8. As many as the workers can hold: with fewer they
    /// idle, with more the order of the line counts for less.
    /// </summary>
    [Range(1, 1_000)]
    public int InFlight { get; set; } = 8;

    /// <summary>After this time a job that no worker has claimed is sent again. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan ClaimPatience { get; set; } = TimeSpan.FromMinutes(1);
}
