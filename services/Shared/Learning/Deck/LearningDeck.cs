namespace SwipeReview.Learning;

/// <summary>
/// The open cards of one document beside its person's memory: which comes next, what is settled, how long it takes. A
/// decision changes the memory too, and only its category is computed anew. Not for several threads at once.
/// </summary>
public sealed class LearningDeck
{
    // z of the normal distribution for four of five.
    private const double FourOfFive = 1.2816;

    private readonly PersonMemory memory;
    private readonly string documentType;
    private readonly double tolerance;
    private readonly Dictionary<Guid, Card> cards = [];
    private readonly Dictionary<string, CategoryPlan> categories = new(StringComparer.Ordinal);

    /// <param name="memory">The person's; decisions are learned into it.</param>
    /// <param name="documentType">As in <see cref="LearnedPattern.DocumentType"/>.</param>
    /// <param name="tolerance">ε: the expected share of mistakes at which a card counts as settled, 0–0.5.</param>
    /// <param name="open">The cards without a decision, in any order.</param>
    public LearningDeck(PersonMemory memory, string documentType, double tolerance, IEnumerable<Card> open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tolerance, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tolerance, 0.5);
        (this.memory, this.documentType, this.tolerance) = (memory, documentType, tolerance);
        foreach (var card in open)
        {
            Put(card);
        }

        foreach (var category in categories.Values)
        {
            category.Plan();
        }
    }

    /// <summary>The open cards, in no order.</summary>
    public IReadOnlyCollection<Card> Open => cards.Values;

    /// <summary>Open cards that could be decided for the person, in no order. None while the person slips more often than they tolerate.</summary>
    public IEnumerable<Card> Settled =>
        from plan in IsSteady ? Plans : []
        where plan.IsSettled
        from card in plan.Cards.Values
        select card;

    /// <summary>How many swipes it takes until all that is left is settled, if it is swiped in the order of <see cref="Order"/>.</summary>
    public SwipesLeft SwipesLeft
    {
        get
        {
            if (!IsSteady)
            {
                return new SwipesLeft(cards.Count, cards.Count);
            }

            var (mean, variance) = (0.0, 0.0);
            foreach (var plan in Plans)
            {
                mean += plan.Course.Mean;
                variance += plan.Course.Variance;
            }

            var spread = FourOfFive * Math.Sqrt(variance);
            return new SwipesLeft(
                Math.Clamp((int)Math.Floor(mean - spread + 1e-6), 0, cards.Count),
                Math.Clamp((int)Math.Ceiling(mean + spread - 1e-6), 0, cards.Count));
        }
    }

    private bool IsSteady => memory.Slips <= tolerance + Belief.Rounding;

    private IEnumerable<PatternPlan> Plans => categories.Values.SelectMany(category => category.Patterns);

    /// <summary>What is believed of an open card: the prediction that is kept before the person sees it.</summary>
    public Belief Of(Guid id) => memory.Of(cards[id].Key, documentType);

    /// <summary>
    /// The open cards, what settles most first. Of about equal ones those that follow the last card in the text come
    /// first. What is settled, or would be once the cards before it go as expected, comes last.
    /// </summary>
    /// <param name="last">The place of the card that was decided last; null: the text's beginning.</param>
    public IReadOnlyList<Card> Order(int? last = null) => new DeckOrder(last ?? int.MinValue).Of(Plans);

    /// <summary>The first of <see cref="Order"/>, found quicker; null when none is open.</summary>
    /// <param name="last">As there.</param>
    public Card? Next(int? last = null) => new DeckOrder(last ?? int.MinValue).First(Plans);

    /// <summary>The person decided an open card; it leaves the deck and is learned from.</summary>
    public void Decide(Guid id, bool accepted, DateTimeOffset decidedAt)
    {
        var card = Take(id);
        if (card.IsOn)
        {
            memory.Learn(card.Key, documentType, accepted, decidedAt);
        }

        categories[card.Key.Category].Plan();
    }

    /// <summary>A decision was undone: its card is open again, and what was learned from it is forgotten.</summary>
    public void Undo(Card card, bool accepted, DateTimeOffset decidedAt)
    {
        Put(card);
        if (card.IsOn)
        {
            memory.Unlearn(card.Key, documentType, accepted, decidedAt);
        }

        categories[card.Key.Category].Plan();
    }

    private void Put(Card card)
    {
        cards.Add(card.Id, card);
        if (!categories.TryGetValue(card.Key.Category, out var category))
        {
            categories[card.Key.Category] = category = new CategoryPlan(memory.Category(card.Key.Category), documentType, tolerance);
        }

        category.Add(card);
    }

    private Card Take(Guid id)
    {
        if (!cards.Remove(id, out var card))
        {
            throw new ArgumentException("There is no such open card.", nameof(id));
        }

        categories[card.Key.Category].Remove(card);
        return card;
    }
}
