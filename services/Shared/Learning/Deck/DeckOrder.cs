namespace SwipeReview.Learning;

/// <summary>From the patterns' plans to one row of cards.</summary>
internal static class DeckOrder
{
    // Scores within this factor count as equal: a person reads on rather than jump for less.
    private const double Close = 1.25;

    public static IReadOnlyList<Card> Of(IReadOnlyCollection<PatternPlan> plans, int last)
    {
        var (first, undecided, later, settled) = (new List<Card>(), new List<Card>(), new List<Card>(), new List<Card>());
        foreach (var plan in plans.Where(plan => plan.Score > 0)
            .OrderByDescending(plan => Math.Floor(Math.Log(plan.Score, Close) + Belief.Rounding))
            .ThenBy(plan => Ahead(plan.From(last).First())))
        {
            Card[] cards = [.. plan.From(last)];
            first.AddRange(cards.AsSpan(0, plan.Run));
            later.AddRange(cards.AsSpan(plan.Run));
        }

        foreach (var plan in plans.Where(plan => plan.Score <= 0))
        {
            (plan.IsSettled ? settled : undecided).AddRange(plan.Cards.Values);
        }

        return [.. first, .. undecided.OrderBy(Ahead), .. later.OrderBy(Ahead), .. settled.OrderBy(Ahead)];

        // As one reads on from the last card; what lies before it comes after the text's end.
        long Ahead(Card card) => card.Position < last ? card.Position + (1L << 32) : card.Position;
    }
}
