using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Subscriptions;

/// <summary>Section <c>Payment:Subscriptions</c>.</summary>
internal sealed class SubscriptionOptions
{
    /// <summary>How long a plan goes on while its renewal is tried again. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "60.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(7);

    /// <summary>After how long without an event a plan is read anew. Default 6 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Stale { get; set; } = TimeSpan.FromHours(6);
}
