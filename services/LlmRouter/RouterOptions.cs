using System.ComponentModel.DataAnnotations;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Providers;

namespace SwipeReview.LlmRouter;

/// <summary>Limits of the router. Section <c>LlmRouter</c>.</summary>
internal sealed class RouterOptions : IValidatableObject
{
    public const string Section = "LlmRouter";

    /// <summary>How long a provider's answer is kept for equal requests. Default 24 h; it is the only place where text of a document rests here.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Blocks a request, 1–2,000. Default 500.</summary>
    [Range(1, 2_000)]
    public int MaxBlocks { get; set; } = 500;

    /// <summary>UTF-16 code units of text a request, all blocks together. Default 1,000,000.</summary>
    [Range(1_000, 4_000_000)]
    public int MaxCharacters { get; set; } = 1_000_000;

    /// <summary>Texts an embeddings request, 1–1,024. Default 1,024.</summary>
    [Range(1, 1_024)]
    public int MaxEmbeddingTexts { get; set; } = 1_024;

    /// <summary>ISO 4217 code of every cost that the router reports.</summary>
    [Required, StringLength(3, MinimumLength = 3)]
    public string Currency { get; set; } = "USD";

    /// <summary>The price table. A model that is in none of its rows costs what its provider's section says.</summary>
    public IReadOnlyList<ModelPrice> Prices { get; set; } = [];

    /// <summary>What may be spent a day. What is free is not counted and never stopped.</summary>
    public BudgetOptions Budgets { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Prices.Any(price => string.IsNullOrWhiteSpace(price.Model) || price.Input < 0 || price.Output < 0))
        {
            yield return new ValidationResult("A price has a model, and is 0 or more.", [nameof(Prices)]);
        }

        if (Budgets.Day < 0 || Budgets.User < 0 || Budgets.Tiers.Values.Any(cap => cap < 0))
        {
            yield return new ValidationResult("A budget is 0 or more.", [nameof(Budgets)]);
        }
    }

    public Price? PriceOf(string provider, string model)
    {
        var row = Prices
            .Where(price => price.Model.Equals(model, StringComparison.OrdinalIgnoreCase) && (price.Provider ?? provider).Equals(provider, StringComparison.OrdinalIgnoreCase))
            .MaxBy(price => price.Provider is not null);
        return row is null ? null : new Price(row.Input, row.Output);
    }
}
