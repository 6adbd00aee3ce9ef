namespace SwipeReview.LlmRouter.Providers;

/// <summary>What a call used. <paramref name="IsEstimate"/>: counted here, because the vendor never said.</summary>
internal readonly record struct TokenUsage(long Input, long Output, bool IsEstimate = false)
{
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => new(a.Input + b.Input, a.Output + b.Output, a.IsEstimate || b.IsEstimate);
}

/// <summary>What a vendor takes for a million tokens sent and received, in the router's currency.</summary>
internal readonly record struct Price(decimal Input, decimal Output)
{
    public static readonly Price Free = new(0, 0);

    public bool IsFree => Input == 0 && Output == 0;

    /// <summary>Exact: it is rounded once, where it is put on a bill.</summary>
    public decimal Of(TokenUsage usage) => ((usage.Input * Input) + (usage.Output * Output)) / 1_000_000;
}

/// <summary>A row of the price table, <c>LlmRouter:Prices</c>; it goes before what the provider's own section says.</summary>
internal sealed class ModelPrice
{
    /// <summary>As the vendor calls it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Only where two providers have a model of the same name.</summary>
    public string? Provider { get; set; }

    /// <summary>For a million tokens sent.</summary>
    public decimal Input { get; set; }

    /// <summary>For a million tokens received.</summary>
    public decimal Output { get; set; }
}
