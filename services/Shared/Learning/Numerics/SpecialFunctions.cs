namespace SwipeReview.Learning.Numerics;

/// <summary>The functions that the platform lacks.</summary>
internal static class SpecialFunctions
{
    // Lanczos's series with g = 7 and nine terms, as computed by Godfrey (2001): relative error below 10⁻¹³.
    private const double G = 7;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x); // reflection, DLMF 5.5.3
        }

        var series = Lanczos[0];
        for (var term = 1; term < Lanczos.Length; term++)
        {
            series += Lanczos[term] / (x - 1 + term);
        }

        var t = x - 0.5 + G;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(series);
    }

    /// <summary>ln B(a, b), a and b &gt; 0.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>
    /// The regularized incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, a and b &gt; 0: the continued fraction DLMF 8.17.22
    /// (https://dlmf.nist.gov/8.17.E22), evaluated by Lentz's method as modified by Thompson and Barnett (1986).
    /// </summary>
    public static double RegularizedBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        // The fraction converges fast on this side of the mean only: DLMF 8.17.4.
        return x > (a + 1) / (a + b + 2) ? 1 - Lower(1 - x, b, a) : Lower(x, a, b);
    }

    /// <summary>ln I_x(a, b), exact also where I is too small for a double.</summary>
    public static double LogRegularizedBeta(double x, double a, double b) =>
        x > (a + 1) / (a + b + 2) ? Math.Log(RegularizedBeta(x, a, b)) : LogLower(x, a, b);

    private static double Lower(double x, double a, double b) => Math.Exp(LogLower(x, a, b));

    private static double LogLower(double x, double a, double b) =>
        (a * Math.Log(x)) + (b * Math.Log(1 - x)) - LogBeta(a, b) - Math.Log(a) + Math.Log(Fraction(x, a, b));

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300; // stands in for a zero that would be divided by
        const double enough = 1e-15;
        var (value, c, d) = (1.0, 1 / tiny, 1.0);
        for (var n = 1; n < 10_000; n++)
        {
            var m = n / 2;
            var coefficient = n % 2 == 0
                ? m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)))
                : -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (coefficient * d));
            c = NotZero(1 + (coefficient / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < enough)
            {
                return value;
            }
        }

        throw new ArithmeticException($"The continued fraction of I_{x}({a}, {b}) doesn't converge.");

        static double NotZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
