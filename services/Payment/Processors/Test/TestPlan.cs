using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Processors.Test;

internal enum TestPlanState
{
    Open,
    Active,

    /// <summary>The card declined a renewal, which is tried again.</summary>
    PastDue,

    /// <summary>It was tried for long enough.</summary>
    Unpaid,
    Declined,
    Ended,
}

/// <summary>A plan in the built-in processor's own books. A person has one; it is paid unless its card is told to decline.</summary>
internal sealed class TestPlan
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public Guid SessionId { get; set; }

    public Tier Tier { get; set; }

    public TestPlanState State { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ends, where that was asked for.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public Tier? KeptTier { get; set; }

    public DateTimeOffset? KeptUntil { get; set; }

    /// <summary>What the period <see cref="ChargedPeriod"/> began with, when the tier was changed in it.</summary>
    public Tier? ChargedTier { get; set; }

    public int? ChargedPeriod { get; set; }

    public required string ReturnUrl { get; set; }

    public SubscriptionReading ReadingAt(DateTimeOffset now) => new(
        Id.ToString(), Id.ToString(), Tier,
        State switch
        {
            TestPlanState.Open => SubscriptionStatus.Incomplete,
            TestPlanState.Active when !(EndsAt <= now) => SubscriptionStatus.Active,
            TestPlanState.PastDue when !(EndsAt <= now) => SubscriptionStatus.PastDue,
            TestPlanState.Unpaid => SubscriptionStatus.Unpaid,
            _ => SubscriptionStatus.Ended,
        },
        PeriodEndAt(now), EndsAt is not null, KeptTier, KeptUntil);

    public DateTimeOffset? PeriodEndAt(DateTimeOffset now) => StartedAt + (Math.Floor((now - StartedAt) / Period ?? 0) + 1) * Period;

    /// <summary>How many periods have begun.</summary>
    public int PeriodsAt(DateTimeOffset now) => StartedAt is { } start ? (int)(((EndsAt < now ? EndsAt.Value : now) - start) / Period) + 1 : 0;

    /// <summary>The tier that the latest period began with.</summary>
    public Tier ChargedAt(DateTimeOffset now) => ChargedPeriod == PeriodsAt(now) ? ChargedTier!.Value : Tier;
}
