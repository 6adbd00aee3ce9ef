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
    private const double Near = 0.05;
    private const double Golden = 0.6180339887498949;

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
        if (all.Length == 0)
        {
            return pooled;
        }

        // Golden section over the logarithm; the density has one maximum but for odd groups, and near enough is good enough.
        var (low, high) = (Math.Log(Least), Math.Log(Most));
        var (left, right) = (high - ((high - low) * Golden), low + ((high - low) * Golden));
        var (densityLeft, densityRight) = (Density(left), Density(right));
        while (high - low > Near)
        {
            if (densityLeft < densityRight)
            {
                (low, left, densityLeft) = (left, right, densityRight);
                right = low + ((high - low) * Golden);
                densityRight = Density(right);
            }
            else
            {
                (high, right, densityRight) = (right, left, densityLeft);
                left = high - ((high - low) * Golden);
                densityLeft = Density(left);
            }
        }

        return Math.Exp((low + high) / 2);

        double Density(double logarithm)
        {
            var (concentration, away) = (Math.Exp(logarithm), (logarithm - Math.Log(pooled)) / Spread);
            return all.Sum(group => LogLikelihood(group, concentration)) - (away * away / 2);
        }
    }

    private static double LogLikelihood(FitGroup group, double concentration)
    {
        var prior = Beta.Of(Math.Clamp(group.Mean, 0.001, 0.999), concentration);
        return SpecialFunctions.LogBeta(prior.Accepts + group.Accepted, prior.Rejects + group.Rejected) - SpecialFunctions.LogBeta(prior.Accepts, prior.Rejects);
    }
}
