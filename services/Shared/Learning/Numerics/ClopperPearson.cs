using SwipeReview.Learning.Numerics;

namespace SwipeReview.Learning;

/// <summary>
/// Exact bounds of a share of which a number of trials was seen that was fixed beforehand (Clopper and Pearson,
/// Biometrika 26, 1934). For bounds that are looked at after each trial see <see cref="RunningBound"/>.
/// </summary>
public static class ClopperPearson
{
    /// <summary>One-sided: with this confidence the share of errors is no larger. 1 without trials.</summary>
    /// <param name="errors">0 ≤ errors ≤ trials.</param>
    /// <param name="trials">≥ 0.</param>
    /// <param name="confidence">0–1.</param>
    public static double Upper(int errors, int trials, double confidence = 0.95) =>
        // 1 − I_p(k + 1, n − k) is the chance of k errors or fewer (DLMF 8.17.5).
        errors >= trials ? 1 : Bisection.Solve(share => SpecialFunctions.RegularizedBeta(share, errors + 1, trials - errors) - confidence);

    /// <summary>One-sided: with this confidence the share of errors is no smaller. 0 without errors.</summary>
    public static double Lower(int errors, int trials, double confidence = 0.95) => 1 - Upper(trials - errors, trials, confidence);
}
