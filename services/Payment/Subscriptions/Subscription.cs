using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Subscriptions;

/// <summary>
/// A person's plan: what they want of it, and how it was when it was last read. What it gives is in
/// <see cref="Entitlement"/>, which is read without asking anybody.
/// </summary>
internal sealed class Subscription
{
    public required Guid UserId { get; init; }

    public required string Processor { get; init; }

    public string? Customer { get; set; }

    /// <summary>A checkout that is open, and for which tier.</summary>
    public string? Session { get; set; }

    public string? CheckoutUrl { get; set; }

    /// <summary>What is to be carried out still.</summary>
    public Tier? WantedTier { get; private set; }

    public bool? WantedEnd { get; private set; }

    /// <summary>Of what is wanted: a call's identity.</summary>
    public int Version { get; private set; }

    public Tier Tier { get; private set; }

    public SubscriptionStatus? Status { get; private set; }

    public DateTimeOffset? PeriodEnd { get; private set; }

    public bool EndsWithPeriod { get; private set; }

    public Tier? KeptTier { get; private set; }

    public DateTimeOffset? KeptUntil { get; private set; }

    public DateTimeOffset? PastDueSince { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    public bool IsLive => Status is SubscriptionStatus.Active or SubscriptionStatus.PastDue;

    public bool IsWanting => WantedTier is not null || WantedEnd is not null;

    public string Order => $"plan:{UserId:n}:{Version}";

    /// <summary>The same wish again keeps its identity.</summary>
    public void Want(Tier? tier = null, bool? end = null)
    {
        if (WantedTier != tier || WantedEnd != end)
        {
            (WantedTier, WantedEnd) = (tier, end);
            Version++;
        }
    }

    public void Forget() => (WantedTier, WantedEnd, Session, CheckoutUrl) = (null, null, null, null);

    public void Read(SubscriptionReading? reading, DateTimeOffset now)
    {
        ReadAt = now;
        if (reading is null)
        {
            return;
        }

        (Tier, Status, PeriodEnd, EndsWithPeriod) = (reading.Tier, reading.Status, reading.PeriodEnd, reading.EndsWithPeriod);
        (KeptTier, KeptUntil) = (reading.KeptTier, reading.KeptUntil);
        PastDueSince = Status == SubscriptionStatus.PastDue ? PastDueSince ?? now : null;
    }

    /// <summary>What is had at a moment: while a renewal is being tried again, what was had before, for a while.</summary>
    public Tier GivesAt(DateTimeOffset now, TimeSpan grace) => Status switch
    {
        SubscriptionStatus.Active => Paid(now),
        SubscriptionStatus.PastDue when now < PastDueSince + grace => Paid(now),
        _ => Tier.Free,
    };

    private Tier Paid(DateTimeOffset now) => KeptTier is { } kept && kept > Tier && now < KeptUntil ? kept : Tier;
}
