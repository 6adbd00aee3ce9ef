namespace SwipeReview.Learning;

/// <summary>
/// What a memory assumes before and beside a person's decisions. The defaults are those that the simulations of
/// docs/adr/0020 found best; <see cref="PersonMemory.Fit"/> moves the concentrations towards a person's own.
/// </summary>
public sealed record MemoryParameters
{
    /// <summary>
    /// κ, &gt; 0: how many decisions the category's mean counts as where a pattern's own are weighed against it. Below 1
    /// it says that people treat a pattern one way or the other (a U-shaped prior).
    /// </summary>
    public double Pattern { get; init; } = 0.3;

    /// <summary>λ, &gt; 0: how alike a pattern is treated in different types of documents; large: just the same.</summary>
    public double DocumentType { get; init; } = 2;

    /// <summary>How many patterns the provider's measured precision counts as where a category's own are weighed against it, &gt; 0.</summary>
    public double Category { get; init; } = 2;

    /// <summary>The share of decisions that are expected to go against the person's own habit before there are any, 0–0.5.</summary>
    public double Slips { get; init; } = 0.01;

    /// <summary>How many pairs of decisions on the same pattern <see cref="Slips"/> counts as, &gt; 0.</summary>
    public double SlipsWeight { get; init; } = 20;

    /// <summary>By category: the measured share of right proposals, 0–1, which is what is expected before a person decided anything.</summary>
    public IReadOnlyDictionary<string, double> Precision { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>For categories that were never measured, 0–1.</summary>
    public double UsualPrecision { get; init; } = 0.85;

    // Nothing is certain before it is seen, whatever was measured.
    internal double PrecisionOf(string category) => Math.Clamp(Precision.GetValueOrDefault(category, UsualPrecision), 0.02, 0.98);
}
