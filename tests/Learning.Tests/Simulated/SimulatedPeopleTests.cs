using SwipeReview.Simulation;

namespace SwipeReview.Learning.Tests.Simulated;

/// <summary>The simulations of the benchmarks in small, always with the same people.</summary>
public sealed class SimulatedPeopleTests
{
    private const int People = 24;

    [Theory]
    [InlineData(Kind.Consistent)]
    [InlineData(Kind.Noisy5)]
    [InlineData(Kind.Contextual)]
    public void The_learned_order_settles_more_with_20_swipes_than_reading_or_confidence_and_the_rest_sooner(Kind kind)
    {
        double[] done = [.. Orders(kind, deck: 0).Select(decks => decks.Average(deck => deck.Done[20]))];
        double[] until = [.. Orders(kind, deck: 0).Select(decks => decks.Average(deck => (double)deck.UntilSettled / deck.Cards))];

        Assert.True(done[(int)CardOrder.Learned] > Math.Max(done[(int)CardOrder.Document], done[(int)CardOrder.Confidence]), string.Join(" / ", done));
        Assert.InRange(until[(int)CardOrder.Learned], 0, 0.6 * Math.Min(until[(int)CardOrder.Document], until[(int)CardOrder.Confidence]));
    }

    [Theory]
    [InlineData(Kind.Consistent)]
    [InlineData(Kind.Contextual)]
    public void Who_is_consistent_needs_less_than_half_of_the_first_deck_and_less_than_a_quarter_of_the_third(Kind kind)
    {
        var decks = SwipedDeck.Series(kind, CardOrder.Learned, People, decks: 3, tolerance: 0.05);

        Assert.InRange(Until(0), 0.1, 0.5);
        Assert.InRange(Until(2), 0.05, 0.3);
        Assert.InRange(decks.Sum(person => person.Sum(deck => deck.Wrong)) / (double)decks.Sum(person => person.Sum(deck => deck.Cards - deck.UntilSettled)), 0, 0.05);

        double Until(int number) => decks.Average(person => (double)person[number].UntilSettled / person[number].Cards);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void To_whom_patterns_mean_nothing_the_autopilot_is_never_offered(double tolerance) =>
        Assert.All(Play(Kind.Adversarial, tolerance, decks: 5), run => Assert.Null(run.UntilOffer));

    [Theory]
    [InlineData(Kind.Consistent)]
    [InlineData(Kind.Contextual)]
    [InlineData(Kind.ChangingMind)]
    public void What_the_autopilot_promises_holds(Kind kind)
    {
        Batch[] batches = [.. Play(kind, 0.05, decks: 5).SelectMany(run => run.Batches)];

        Assert.NotEmpty(batches);
        Assert.InRange(batches.Sum(batch => batch.Wrong) / (double)batches.Sum(batch => batch.Decided), 0, 0.05);
    }

    [Theory]
    [InlineData(Kind.Consistent)]
    [InlineData(Kind.Noisy5)]
    [InlineData(Kind.Noisy10)]
    [InlineData(Kind.Contextual)]
    public void Predictions_are_not_more_often_wrong_than_was_expected(Kind kind)
    {
        var points = new Reliability(Play(kind, 0.02, decks: 4).SelectMany(run => run.Predictions)).Points(least: 400).ToList();

        Assert.NotEmpty(points);
        Assert.All(points, point => Assert.InRange(point.Measured, 0, (1.5 * point.Expected) + 0.015));
    }

    private static IEnumerable<SwipedDeck[]> Orders(Kind kind, int deck) =>
        Enum.GetValues<CardOrder>().Select(order => SwipedDeck.Series(kind, order, People, deck + 1, tolerance: 0.05).Select(decks => decks[deck]).ToArray());

    private static List<AutopilotRun> Play(Kind kind, double tolerance, int decks) =>
        [.. ParallelEnumerable.Range(0, People).AsOrdered().Select(seed => AutopilotRun.Play(kind, seed, decks, tolerance))];
}
