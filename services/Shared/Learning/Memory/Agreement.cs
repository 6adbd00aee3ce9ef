namespace SwipeReview.Learning;

/// <summary>How often two decisions on the same thing disagree, as sums over many things.</summary>
/// <param name="Disagreements">Expected among <paramref name="Pairs"/>.</param>
/// <param name="Pairs">Independent ones: a decision less than there are of each thing.</param>
internal readonly record struct Agreement(double Disagreements, double Pairs)
{
    /// <summary>Two slips agree again, so that a share s disagrees in 2 s (1 − s) of the pairs.</summary>
    public double Slips => (1 - Math.Sqrt(1 - (2 * Math.Clamp(Disagreements / Pairs, 0, 0.5)))) / 2;

    public static Agreement Expected(double slips, double pairs) => new(2 * slips * (1 - slips) * pairs, pairs);

    /// <summary>Of all pairs of n decisions 2 a r / (n (n − 1)) disagree; they tell as much as n − 1 independent ones.</summary>
    public static Agreement Of(Evidence evidence) =>
        evidence.Weight <= 1 ? default : new Agreement(2 * evidence.Accepted * evidence.Rejected / evidence.Weight, evidence.Weight - 1);

    public static Agreement operator +(Agreement one, Agreement other) => new(one.Disagreements + other.Disagreements, one.Pairs + other.Pairs);

    public Agreement Times(int factor) => new(Disagreements * factor, Pairs * factor);
}
