namespace SwipeReview.LlmRouter.Budgets;

/// <summary>What may be spent on providers in a day (UTC), in the router's currency. Section <c>LlmRouter:Budgets</c>; what isn't set has no limit.</summary>
internal sealed class BudgetOptions
{
    /// <summary>For everybody together.</summary>
    public decimal? Day { get; set; }

    /// <summary>For each person.</summary>
    public decimal? User { get; set; }

    /// <summary>For all persons of a tier together, by its name: <c>Tiers:free</c>.</summary>
    public Dictionary<string, decimal> Tiers { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
