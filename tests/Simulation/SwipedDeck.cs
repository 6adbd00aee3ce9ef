namespace SwipeReview.Simulation;

/// <summary>Which card a person is shown next.</summary>
public enum CardOrder
{
    /// <summary>As one reads.</summary>
    Document,

    /// <summary>The provider's surest first.</summary>
    Confidence,

    /// <summary><see cref="LearningDeck.Next"/>, anew after each swipe.</summary>
    Learned,
}

/// <summary>One deck, swiped to its end.</summary>
/// <param name="Cards">How many.</param>
/// <param name="UntilSettled">Swipes until all that was left was settled.</param>
/// <param name="Done">After so many swipes, from 0 on: the share of the deck that was swiped or settled.</param>
/// <param name="Wrong">Cards that were settled at that point against what the person would say.</param>
/// <param name="Predicted">What <see cref="LearningDeck.SwipesLeft"/> said before the first swipe.</param>
public sealed record SwipedDeck(int Cards, int UntilSettled, double[] Done, int Wrong, SwipesLeft Predicted)
{
    /// <summary>The end was within the range that was foretold.</summary>
    public bool IsAsPredicted => UntilSettled >= Predicted.From && UntilSettled <= Predicted.To;

    /// <summary>The first decks of many people, each with what was learned from the ones before.</summary>
    public static IReadOnlyList<SwipedDeck[]> Series(Kind kind, CardOrder order, int people, int decks, double tolerance) =>
        [.. ParallelEnumerable.Range(0, people).AsOrdered().Select(seed =>
        {
            IReadOnlyCollection<LearnedPattern> learned = [];
            return Decks.Of(kind, seed, decks).Select(document =>
            {
                var memory = PersonMemory.Fit(document.At, learned, new MemoryParameters { Precision = Proposal.Precision });
                var deck = Swipe(document, memory, tolerance, order);
                learned = [.. memory.Patterns];
                return deck;
            }).ToArray();
        })];

    /// <summary>Swipes all of a document's cards, and learns from them.</summary>
    public static SwipedDeck Swipe(Document document, PersonMemory memory, double tolerance, CardOrder order)
    {
        var deck = new LearningDeck(memory, document.Type, tolerance, document.Cards.Select(card => card.Card));
        var accepts = document.Cards.ToDictionary(card => card.Card.Id, card => card.Accepts);
        var row = Fixed(document, order);
        var (count, last, predicted) = (document.Cards.Count, (int?)null, deck.SwipesLeft);
        var (done, untilSettled, wrong) = (new double[count + 1], -1, 0);
        for (var swipes = 0; ; swipes++)
        {
            Card[] settled = [.. deck.Settled];
            done[swipes] = (swipes + settled.Length) / (double)count;
            if (untilSettled < 0 && settled.Length == count - swipes)
            {
                untilSettled = swipes;
                wrong = settled.Count(card => accepts[card.Id] != deck.Of(card.Id).LeansToAccept);
            }

            if (swipes == count)
            {
                return new SwipedDeck(count, untilSettled, done, wrong, predicted);
            }

            var next = row?[swipes] ?? deck.Next(last)!;
            last = next.Position;
            deck.Decide(next.Id, accepts[next.Id], document.At);
        }
    }

    private static Card[]? Fixed(Document document, CardOrder order) => order switch
    {
        CardOrder.Document => [.. document.Cards.Select(card => card.Card)],
        CardOrder.Confidence => [.. document.Cards.OrderByDescending(card => card.Confidence).ThenBy(card => card.Card.Position).Select(card => card.Card)],
        _ => null,
    };
}
