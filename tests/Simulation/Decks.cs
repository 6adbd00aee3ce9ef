namespace SwipeReview.Simulation;

/// <summary>One document's cards as one person would decide them: fixed before the first swipe, so that each order meets the same person.</summary>
public sealed record Document(string Type, DateTimeOffset At, IReadOnlyList<(Card Card, double Confidence, bool Accepts)> Cards);

/// <summary>The documents that a person brings, one a week: passages in a random order, none of them twice.</summary>
public static class Decks
{
    /// <summary>About 115 cards.</summary>
    private const int TextsInADeck = 45;

    private static readonly ILookup<int, Proposal> ByText = Proposal.All.ToLookup(proposal => proposal.Text);
    private static readonly int[] Texts = [.. ByText.Select(text => text.Key).Order()];

    /// <summary>Types of documents; only the contextual person cares.</summary>
    public static readonly string[] Types = ["prose", "legal"];

    /// <summary>As many as the passages are enough for.</summary>
    public static int Most => Texts.Length / TextsInADeck;

    /// <summary>When each person brings the first one.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Document> Of(Kind kind, int seed, int count)
    {
        var (person, random) = (new Person(kind, seed), new Random(-1 - seed));
        var texts = Texts.ToArray();
        random.Shuffle(texts);
        var documents = new List<Document>();
        for (var number = 0; number < count; number++)
        {
            var type = Types[random.Next(Types.Length)];
            Proposal[] proposals = [.. texts.Skip(number * TextsInADeck).Take(TextsInADeck).SelectMany(text => ByText[text])];
            documents.Add(new Document(type, Start.AddDays(7 * number),
            [
                .. proposals.Select((proposal, position) => (
                    new Card(Id(number, position), proposal.Key, position), proposal.Confidence, person.Accepts(proposal.Key, type, isLate: 2 * number > count - 1))),
            ]));
        }

        return documents;
    }

    private static Guid Id(int document, int position) => new(document, (short)position, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
