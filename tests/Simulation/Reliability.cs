namespace SwipeReview.Simulation;

/// <summary>How often predictions were wrong, by how often they were expected to be.</summary>
public sealed class Reliability
{
    /// <summary>Of the bins: expected errors from one to the next.</summary>
    public static readonly double[] Edges = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

    private readonly (int Count, double Expected, int Wrong)[] bins = new (int, double, int)[Edges.Length - 1];

    public Reliability(IEnumerable<Prediction> predictions)
    {
        foreach (var prediction in predictions)
        {
            var expected = 1 - prediction.Certainty;
            ref var bin = ref bins[Math.Max(0, Array.FindLastIndex(Edges, Edges.Length - 2, edge => edge <= expected + Belief.Rounding))];
            bin = (bin.Count + 1, bin.Expected + expected, bin.Wrong + (prediction.WasRight ? 0 : 1));
        }
    }

    /// <summary>The bins with enough predictions to say something: how many, and the mean expected and the measured share of errors.</summary>
    public IEnumerable<(int Count, double Expected, double Measured)> Points(int least) =>
        bins.Where(bin => bin.Count >= least).Select(bin => (bin.Count, bin.Expected / bin.Count, (double)bin.Wrong / bin.Count));

    /// <summary>For a table: measured, of how many.</summary>
    public string Cell(int bin) => bins[bin].Count < 100 ? "–" : $"{(double)bins[bin].Wrong / bins[bin].Count:0.0 %} of {bins[bin].Count:N0}";
}
