using SwipeReview.Learning.Numerics;

namespace SwipeReview.Learning;

/// <summary>Decisions of one child beside the mean of its parent.</summary>
/// <param name="Accepted">Weighted, ≥ 0.</param>
/// <param name="Rejected">Weighted, ≥ 0.</param>
/// <param name="Mean">Of the parent, 0–1.</param>
public readonly record struct FitGroup(double Accepted, double Rejected, double Mean);

/// <summary>How strongly children scatter around their parent, fitted by beta-binomial likelihood.</summary>
public static class Concentration
{
    private const double Least = 0.05;
    private const double Most = 50;
    private const double Step = 1.1;

    // How far one person may be from the pool, as a standard deviation of the logarithm: a factor of about two and a half.
    private const double Spread = 0.9;

    /// <summary>
    /// The concentration of greatest posterior density, 0.05–50, where its logarithm is normally distributed around the
    /// pool's. Without groups it is the pool's, and with more of them it moves to what they say. To fit the pool itself,
    /// give it the groups of many people.
    /// </summary>
    public static double Fit(IEnumerable<FitGroup> groups, double pooled)
    {
        FitGroup[] all = [.. groups];
        var (best, bestDensity) = (pooled, Density(pooled));
        for (var concentration = Least; concentration <= Most; concentration *= Step)
        {
            var density = Density(concentration);
            if (density > bestDensity)
            {
                (best, bestDensity) = (concentration, density);
            }
        }

        return best;

        double Density(double concentration)
        {
            var away = Math.Log(concentration / pooled) / Spread;
            return all.Sum(group => LogLikelihood(group, concentration)) - (away * away / 2);
        }
    }

    private static double LogLikelihood(FitGroup group, double concentration)
    {
        var prior = Beta.Of(Math.Clamp(group.Mean, 0.001, 0.999), concentration);
        return SpecialFunctions.LogBeta(prior.Accepts + group.Accepted, prior.Rejects + group.Rejected) - SpecialFunctions.LogBeta(prior.Accepts, prior.Rejects);
    }
}
