using System.Diagnostics;
using SwipeReview.Learning;
using SwipeReview.Simulation;

namespace SwipeReview.Benchmarks.Learning;

/// <summary>What a decision costs in the largest deck that there is.</summary>
internal static class LargeDeck
{
    private const int Cards = 5_000;
    private const int Decisions = 50;

    public static string[] Measure(int patterns)
    {
        var random = new Random(1);
        Card[] cards = [.. Enumerable.Range(0, Cards).Select(position => new Card(Guid.CreateVersion7(), new PatternKey($"{random.Next(6)}", $"{random.Next(patterns)}"), position))];
        var (made, decided, ordered) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            LearningDeck? deck = null;
            made.Add(Milliseconds(() => deck = new LearningDeck(new PersonMemory(Decks.Start, []), "prose", 0.05, cards)));
            for (var decision = 0; decision < Decisions; decision++)
            {
                decided.Add(Milliseconds(() => deck!.Decide(deck.Next()!.Id, decision % 9 != 0, Decks.Start)));
                ordered.Add(Milliseconds(() => deck!.Order(decision * 100)));
            }
        }

        return [$"{patterns:N0}", .. new[] { made, decided, ordered }.Select(times => $"{Sample.Percentile([.. times.Order()], 50):0.00}")];
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
