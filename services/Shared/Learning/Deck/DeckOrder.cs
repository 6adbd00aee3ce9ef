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
            .ThenBy(plan => Ahead(Next(plan, last), last)))
        {
            Card[] cards = [.. plan.Cards.Values.OrderBy(card => Ahead(card, last))];
            first.AddRange(cards.Take(plan.Run));
            later.AddRange(cards.Skip(plan.Run));
        }

        foreach (var plan in plans.Where(plan => plan.Score <= 0))
        {
            (plan.IsSettled ? settled : undecided).AddRange(plan.Cards.Values);
        }

        return [.. first, .. Read(undecided), .. Read(later), .. Read(settled)];

        IEnumerable<Card> Read(List<Card> cards) => cards.OrderBy(card => Ahead(card, last));
    }

    private static Card Next(PatternPlan plan, int last) =>
        plan.Cards.Values.FirstOrDefault(card => card.Position >= last) ?? plan.Cards.Values[0];

    // As one reads on from the last card; what lies before it comes after the text's end.
    private static (bool IsBehind, int Position) Ahead(Card card, int last) => (card.Position < last, card.Position);
}
