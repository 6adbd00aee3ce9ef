namespace SwipeReview.Learning;

/// <summary>From the patterns' plans to one row of cards, as one reads on from the card that was decided last.</summary>
internal readonly struct DeckOrder(int last)
{
    // Scores within this factor count as equal: a person reads on rather than jump for less.
    private const double Close = 1.25;

    public List<Card> Of(IEnumerable<PatternPlan> plans)
    {
        var (first, undecided, later, settled) = (new List<PatternPlan>(), new List<Card>(), new List<Card>(), new List<Card>());
        foreach (var plan in plans)
        {
            if (plan.Score > 0)
            {
                first.Add(plan);
            }
            else
            {
                (plan.IsSettled ? settled : undecided).AddRange(plan.Cards.Values);
            }
        }

        var order = new List<Card>();
        var here = this;
        foreach (var plan in first.OrderBy(here.Rank))
        {
            Card[] cards = [.. plan.From(last)];
            order.AddRange(cards.AsSpan(0, plan.Run));
            later.AddRange(cards.AsSpan(plan.Run));
        }

        return [.. order, .. undecided.OrderBy(here.Ahead), .. later.OrderBy(here.Ahead), .. settled.OrderBy(here.Ahead)];
    }

    /// <summary>The first card of the row, without the others.</summary>
    public Card? First(IEnumerable<PatternPlan> plans)
    {
        var (best, bestRank) = ((PatternPlan?)null, default((int, double, long)));
        foreach (var plan in plans)
        {
            var rank = Rank(plan);
            if (best is null || rank.CompareTo(bestRank) < 0)
            {
                (best, bestRank) = (plan, rank);
            }
        }

        return best?.Next(last);
    }

    private (int, double, long) Rank(PatternPlan plan)
    {
        var ahead = Ahead(plan.Next(last));
        return plan.Score > 0 ? (0, -Math.Floor(Math.Log(plan.Score, Close) + Belief.Rounding), ahead) : (plan.IsSettled ? 2 : 1, 0, ahead);
    }

    // What lies before the last card comes after the text's end.
    private long Ahead(Card card) => card.Position < last ? card.Position + (1L << 32) : card.Position;
}
