using SwipeReview.Learning.Numerics;

namespace SwipeReview.Learning;

/// <summary>Exact statements on a batch of which a random sample was looked at, without putting anything back.</summary>
public static class Hypergeometric
{
    /// <summary>The chance of at least so many errors in the sample.</summary>
    /// <param name="seen">Errors in the sample, ≥ 0.</param>
    /// <param name="sample">Its size, ≤ batch.</param>
    /// <param name="errors">In the whole batch, ≤ batch.</param>
    /// <param name="batch">Its size.</param>
    public static double AtLeast(int seen, int sample, int errors, int batch)
    {
        var (least, most) = (Math.Max(0, sample - (batch - errors)), Math.Min(sample, errors));
        var sum = 0.0;
        for (var k = Math.Max(seen, least); k <= most; k++)
        {
            sum += Math.Exp(LogChoose(errors, k) + LogChoose(batch - errors, sample - k) - LogChoose(batch, sample));
        }

        return Math.Min(1, sum);
    }

    /// <summary>One-sided: with this confidence the batch has no more errors. At least those that were seen.</summary>
    public static int Upper(int seen, int sample, int batch, double confidence = 0.95)
    {
        // The least number that fewer than 1 − confidence of samples would have shown so few of.
        var (within, beyond) = (seen, batch - (sample - seen) + 1);
        while (beyond - within > 1)
        {
            var middle = within + ((beyond - within) / 2);
            (within, beyond) = 1 - AtLeast(seen + 1, sample, middle, batch) > 1 - confidence ? (middle, beyond) : (within, middle);
        }

        return within;
    }

    /// <summary>One-sided: with this confidence the batch has no fewer errors.</summary>
    public static int Lower(int seen, int sample, int batch, double confidence = 0.95) =>
        batch - Upper(sample - seen, sample, batch, confidence);

    private static double LogChoose(int n, int k) =>
        SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(k + 1) - SpecialFunctions.LogGamma(n - k + 1);
}
