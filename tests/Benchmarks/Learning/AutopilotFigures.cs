using SwipeReview.Simulation;

namespace SwipeReview.Benchmarks.Learning;

/// <summary>What came of one promise with many people of one kind.</summary>
internal sealed record AutopilotFigures(Kind Kind, double Promised, IReadOnlyList<AutopilotRun> Runs)
{
    public static AutopilotFigures Play(Kind kind, double promised, int people, int decks) =>
        new(kind, promised, [.. ParallelEnumerable.Range(0, people).AsOrdered().Select(seed => AutopilotRun.Play(kind, seed, decks, promised))]);

    public Reliability Reliability => new(Runs.SelectMany(run => run.Predictions));

    private int[] Offered => [.. Runs.Select(run => run.UntilOffer).OfType<int>().Order()];

    private IEnumerable<Batch> Batches => Runs.SelectMany(run => run.Batches);

    /// <summary>The share of wrong cards among those that were decided; null when none were.</summary>
    public double? Measured => Wrong(Batches);

    public string[] Row =>
    [
        $"{Promised:0 %}", $"{Kind}", $"{Offered.Length}", Offered is [] ? "–" : $"{Offered[Offered.Length / 2]}",
        $"{Batches.Where(batch => !batch.WasUndone).Sum(batch => batch.Decided) / (double)Runs.Sum(run => run.Cards):0 %}",
        Measured is { } wrong ? $"{wrong:0.00 %}" : "–", $"{Batches.Count(batch => batch.WasUndone)} of {Batches.Count()}",
        Offered is [] ? "–" : $"{Runs.Count(run => Wrong(run.Batches) > Promised)}",
    ];

    private static double? Wrong(IEnumerable<Batch> batches)
    {
        var (wrong, decided) = (batches.Sum(batch => batch.Wrong), batches.Sum(batch => batch.Decided));
        return decided == 0 ? null : (double)wrong / decided;
    }
}
