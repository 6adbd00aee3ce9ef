using System.ComponentModel.DataAnnotations;
using SwipeReview.Payment.Ledger;

namespace SwipeReview.Payment.Prices;

/// <summary>The price rules, section <c>Payment:Prices</c>. Amounts are in <see cref="Currency"/>, up to four decimals.</summary>
internal sealed class PriceOptions : IValidatableObject
{
    /// <summary>What people call these rules. A quote keeps the rules themselves, so an old one is priced by its own for ever.</summary>
    [Required]
    public string Version { get; set; } = "2026-11";

    /// <summary>ISO 4217. What people pay is rounded to its minor units.</summary>
    [Required, RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>Accepted changes of local models that cost nothing, per person and calendar month (UTC), without a plan. Default 500.</summary>
    [Range(0, 1_000_000)]
    public int FreeChangesPerMonth { get; set; } = 500;

    /// <summary>For an accepted change that a model on this machine proposed, beyond the allowance. Default 0.01.</summary>
    [Range(0, 1_000)]
    public decimal PerLocalChange { get; set; } = 0.01m;

    /// <summary>For an accepted change that a cloud model proposed. Default 0.02.</summary>
    [Range(0, 1_000)]
    public decimal PerCloudChange { get; set; } = 0.02m;

    /// <summary>Categories of changes that cost something else.</summary>
    public Dictionary<string, CategoryPrice> Categories { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What metered cloud work costs is multiplied with this: the cost and our margin. Default 1.2.</summary>
    [Range(1, 100)]
    public decimal MeteredFactor { get; set; } = 1.2m;

    /// <summary>The least that is charged when anything is, before tax: below it a processor's fee eats the payment. Default 0.50.</summary>
    [Range(0, 1_000_000)]
    public decimal Minimum { get; set; } = 0.50m;

    /// <summary>The most that a job costs, before tax. Default 500.</summary>
    [Range(0, 1_000_000_000)]
    public decimal Maximum { get; set; } = 500m;

    /// <summary>Percent of the net amount. Default 0: prices are what is paid.</summary>
    [Range(0, 100)]
    public decimal TaxPercent { get; set; }

    /// <summary>What the tax is called on quotes and invoices.</summary>
    [Required]
    public string TaxName { get; set; } = "VAT";

    /// <summary>For everybody, for a while.</summary>
    public List<Discount> Discounts { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Minimum > Maximum)
        {
            yield return new ValidationResult("Payment:Prices:Minimum is more than Maximum.", [nameof(Minimum)]);
        }

        if (!decimal.IsInteger(Currencies.Scale(Currency) * Minimum) || !decimal.IsInteger(Currencies.Scale(Currency) * Maximum))
        {
            yield return new ValidationResult($"Payment:Prices:Minimum and Maximum must be payable in {Currency}.", [nameof(Minimum), nameof(Maximum)]);
        }

        foreach (var price in Categories.Values.SelectMany(category => (decimal?[])[category.Local, category.Cloud]).Where(price => price is < 0 or > 1_000))
        {
            yield return new ValidationResult($"Payment:Prices:Categories: {price} is not between 0 and 1000.", [nameof(Categories)]);
        }

        foreach (var discount in Discounts.Where(discount => discount.Percent is < 0 or > 100 || discount.Name.Length == 0))
        {
            yield return new ValidationResult($"Payment:Prices:Discounts: {discount} needs a name and 0 to 100 percent.", [nameof(Discounts)]);
        }
    }
}

/// <param name="Local">Instead of <see cref="PriceOptions.PerLocalChange"/>.</param>
/// <param name="Cloud">Instead of <see cref="PriceOptions.PerCloudChange"/>.</param>
internal sealed record CategoryPrice(decimal? Local = null, decimal? Cloud = null);

/// <param name="Percent">Of what changes and cloud work come to, 0 to 100.</param>
/// <param name="Until">The first moment at which it is over.</param>
internal sealed record Discount(string Name, decimal Percent, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool IsOn(DateTimeOffset now) => !(now < From) && !(now >= Until);
}
