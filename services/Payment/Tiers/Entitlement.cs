namespace SwipeReview.Payment.Tiers;

/// <summary>Which tier a person has. Who has no row has none but the free one. Subscriptions write it, prices read it.</summary>
internal sealed class Entitlement
{
    public required Guid UserId { get; init; }

    public Tier Tier { get; set; }

    /// <summary>As the subscription stands: <c>active</c>, <c>pastDue</c>, <c>cancelled</c> …</summary>
    public string Status { get; set; } = "active";

    public DateTimeOffset? RenewsAt { get; set; }

    /// <summary>The end of a plan that was cancelled: until then it is had.</summary>
    public DateTimeOffset? CancelsAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
