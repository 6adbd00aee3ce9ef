using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Quotes;

/// <summary>The price rules, section <c>Payment:Prices</c>. Amounts are in <see cref="Currency"/>, four decimals.</summary>
internal sealed class PriceOptions
{
    /// <summary>Written on every quote; change it with any rule.</summary>
    [Required]
    public string Version { get; set; } = "2026-11";

    /// <summary>ISO 4217.</summary>
    [Required, RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>Accepted changes of local models that cost nothing, per person and calendar month (UTC). Default 500.</summary>
    [Range(0, 1_000_000)]
    public int FreeChangesPerMonth { get; set; } = 500;

    /// <summary>For an accepted change that a model on this machine proposed, beyond the allowance. Default 0.01.</summary>
    [Range(0, 1_000)]
    public decimal PerLocalChange { get; set; } = 0.01m;

    /// <summary>For an accepted change that a cloud model proposed. Default 0.02.</summary>
    [Range(0, 1_000)]
    public decimal PerCloudChange { get; set; } = 0.02m;

    /// <summary>What metered cloud work costs is multiplied with this. Default 1.2.</summary>
    [Range(1, 100)]
    public decimal MeteredFactor { get; set; } = 1.2m;

    /// <summary>The least that is charged when anything is: below it a processor's fee eats the payment. Default 0.50.</summary>
    [Range(0, 1_000)]
    public decimal Minimum { get; set; } = 0.50m;
}
