namespace SwipeReview.Benchmarks;

/// <summary>How long requests took, in milliseconds, and all of them together.</summary>
internal sealed class Sample(IEnumerable<double> milliseconds, TimeSpan elapsed)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public double P50 => Percentile(sorted, 50);

    public double P95 => Percentile(sorted, 95);

    public double PerSecond => sorted.Length / elapsed.TotalSeconds;

    public static Sample Merge(IReadOnlyCollection<Sample> rounds) =>
        new(rounds.SelectMany(round => round.sorted), TimeSpan.FromTicks(rounds.Sum(round => round.Elapsed.Ticks)));

    /// <summary>By nearest rank: a value that occurred, not one between two.</summary>
    public static double Percentile(double[] sorted, int percent) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];

    private TimeSpan Elapsed => elapsed;
}
