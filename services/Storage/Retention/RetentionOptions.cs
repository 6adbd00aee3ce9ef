using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Storage.Retention;

/// <summary>How long bytes are kept. Section <c>Storage:Retention</c>.</summary>
internal sealed class RetentionOptions
{
    /// <summary>From delivery until the bytes of original and artifact go. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan AfterDelivery { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The same for pictures. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan PicturesAfterDelivery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What is otherwise for who has a plan, by its tier: <c>pro</c>, <c>enterprise</c>.</summary>
    public Dictionary<string, TierRetention> Tiers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="tier">Null for who has no plan.</param>
    public TimeSpan For(string contentType, string? tier)
    {
        var own = tier is null ? null : Tiers.GetValueOrDefault(tier);
        return contentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            ? own?.PicturesAfterDelivery ?? PicturesAfterDelivery
            : own?.AfterDelivery ?? AfterDelivery;
    }

    /// <summary>How often the sweeper looks. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Silence after which a half-received file counts as left behind. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Null where it is as for everybody; ranges as there.</summary>
internal sealed class TierRetention
{
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan? AfterDelivery { get; set; }

    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan? PicturesAfterDelivery { get; set; }
}
