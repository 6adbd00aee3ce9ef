using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Reconciling;

/// <summary>Section <c>Payment:Reconciler</c>.</summary>
internal sealed class ReconcilerOptions
{
    /// <summary>Between two rounds. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What is younger is left to who works on it. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks through the processor's own list of what was paid. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Sweep { get; set; } = TimeSpan.FromHours(1);
}
