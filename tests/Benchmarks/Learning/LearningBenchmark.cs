using System.Diagnostics;
using SwipeReview.Learning;
using SwipeReview.Simulation;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Learning;

/// <summary>Simulated people over real proposals: how soon a deck is settled, and what the autopilot's promises are worth.</summary>
internal static class LearningBenchmark
{
    public const string Name = "learning";
    public const string Measures = "swipes until a deck is settled, and the autopilot's promised against its measured error, by simulated people (starts no system)";

    private const string Picture = "docs/images/autopilot-calibration.png";
    private const int Swipers = 100;
    private const int Runs = 1_000;
    private const int DecksOfASwiper = 5;
    private const int DecksOfARun = 6;
    private const double Tolerance = 0.05;
    private static readonly double[] Promises = [0.02, 0.05];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"\n### {Name}: {Measures}\n\n{Proposal.All.Count} proposals; {Swipers} people of each kind, a card counts as settled at {Tolerance:0 %} expected error.\n");
        Report.Table(
            ["people", "deck", "swipes until the rest is settled, as one reads / by confidence / learned", "swiped or settled after 10", "after 20", "wrong of what was settled (learned)", "within the range foretold"],
            Enum.GetValues<Kind>().SelectMany(Decks));

        Console.WriteLine("\nA deck of 5,000 cards; medians.\n");
        Report.Table(["patterns in each of six categories", "made, ms", "a decision, ms", "the order, ms"], ((int[])[20, 200, 2_000]).Select(LargeDeck.Measure));

        Console.WriteLine($"\n{Runs} people of each kind, {DecksOfARun} decks; they take each offer at once and answer its audit.\n");
        var played = (from promise in Promises from kind in Enum.GetValues<Kind>() select AutopilotFigures.Play(kind, promise, Runs, DecksOfARun)).ToArray();
        Report.Table(
            ["promised", "people", "were offered it", "after so many swipes (median)", "decided for them", "wrong of that", "batches undone", "people with more wrong than promised"],
            played.Select(figures => figures.Row));

        Console.WriteLine("\nWhat was predicted before a card was seen, where enough decisions stood behind it, at a promise of 2 %.\n");
        var reliability = played.Where(figures => figures.Promised == Promises[0]).ToDictionary(figures => figures.Kind, figures => figures.Reliability);
        Report.Table(
            ["expected error", .. reliability.Keys.Select(kind => $"{kind}")],
            Reliability.Edges[..^1].Select((edge, bin) => (string[])[$"{edge:0.#%}–{Reliability.Edges[bin + 1]:0.#%}", .. reliability.Values.Select(bins => bins.Cell(bin))]));

        await AutopilotPlot.WriteAsync(Path.Combine(Repository.Root, Picture), played, cancellationToken);
        Console.WriteLine($"\n{Picture} is written. It took {watch.Elapsed.TotalSeconds:0} s.");
    }

    private static IEnumerable<string[]> Decks(Kind kind)
    {
        var swiped = Enum.GetValues<CardOrder>().Select(order => SwipedDeck.Series(kind, order, Swipers, DecksOfASwiper, Tolerance)).ToArray();
        foreach (var deck in (int[])[0, DecksOfASwiper - 1])
        {
            SwipedDeck[][] orders = [.. swiped.Select(people => people.Select(decks => decks[deck]).ToArray())];
            var learned = orders[(int)CardOrder.Learned];
            yield return
            [
                $"{kind}", $"{deck + 1}", Each(decks => Share(decks.Sum(d => d.UntilSettled), decks.Sum(d => d.Cards))),
                Each(decks => $"{decks.Average(d => d.Done[10]):0 %}"), Each(decks => $"{decks.Average(d => d.Done[20]):0 %}"),
                Share(learned.Sum(d => d.Wrong), learned.Sum(d => d.Cards - d.UntilSettled)), $"{learned.Average(d => d.IsAsPredicted ? 1.0 : 0):0 %}",
            ];

            string Each(Func<SwipedDeck[], string> figure) => string.Join(" / ", orders.Select(figure));
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : $"{(double)part / whole:0.0 %}";
}
