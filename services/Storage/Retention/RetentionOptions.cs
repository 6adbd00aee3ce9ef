using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Storage.Retention;

/// <summary>How long bytes are kept. Section <c>Storage:Retention</c>.</summary>
internal sealed class RetentionOptions
{
    /// <summary>From delivery until the bytes of original and artifact go. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan AfterDelivery { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often the sweeper looks. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Silence after which a half-received file counts as left behind. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromHours(1);
}
