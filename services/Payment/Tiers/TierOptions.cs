using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Tiers;

internal enum Tier
{
    Free,
    Pro,
    Enterprise,
}

/// <summary>What the plans give, section <c>Payment:Tiers</c>: <c>Free</c>, <c>Pro</c>, <c>Enterprise</c>.</summary>
internal sealed class TierOptions
{
    /// <summary>Who has no plan. Its allowance is <c>Payment:Prices:FreeChangesPerMonth</c>.</summary>
    [Required]
    public TierRules Free { get; init; } = new() { QueueClass = 10 };

    [Required]
    public TierRules Pro { get; init; } = new() { FreeChangesPerMonth = 5_000, MonthlyPrice = 9m, QueueClass = 5 };

    [Required]
    public TierRules Enterprise { get; init; } = new() { FreeChangesPerMonth = 50_000, MonthlyPrice = 49m, DiscountPercent = 20m, QueueClass = 1 };

    public TierRules this[Tier tier] => tier switch { Tier.Pro => Pro, Tier.Enterprise => Enterprise, _ => Free };
}

internal sealed class TierRules
{
    /// <summary>Accepted changes of local models that cost nothing, per calendar month (UTC); without one the prices' own.</summary>
    [Range(0, 1_000_000)]
    public int? FreeChangesPerMonth { get; set; }

    /// <summary>In the prices' currency.</summary>
    [Range(0, 1_000_000)]
    public decimal MonthlyPrice { get; set; }

    /// <summary>Off what a job costs beyond the allowance.</summary>
    [Range(0, 100)]
    public decimal DiscountPercent { get; set; }

    /// <summary>Which class of the line its jobs are in: 1 (enterprise), 5 (standard) or 10 (background).</summary>
    [Range(1, 10)]
    public int QueueClass { get; set; } = 5;
}
