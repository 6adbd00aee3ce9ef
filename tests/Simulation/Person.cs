namespace SwipeReview.Simulation;

/// <summary>How a simulated person decides.</summary>
public enum Kind
{
    /// <summary>Each pattern one way, always.</summary>
    Consistent,

    /// <summary>The same with 5 % slips.</summary>
    Noisy5,

    /// <summary>The same with 10 % slips.</summary>
    Noisy10,

    /// <summary>Three patterns of ten the other way in one of two types of documents.</summary>
    Contextual,

    /// <summary>Half of the patterns the other way after the first half of their documents.</summary>
    ChangingMind,

    /// <summary>Patterns mean nothing: each card by a coin.</summary>
    Adversarial,

    /// <summary>Patterns mean nothing: nine cards of ten are accepted, whichever they are. It looks like habits for long.</summary>
    Indifferent,
}

/// <summary>Somebody with a taste of their own, by their seed; the same seed decides the same way.</summary>
public sealed class Person
{
    private const double Contextual = 0.3;
    private const double Changed = 0.5;

    // Of a category: most people trust the machine, some pick, some want none of it.
    private static readonly double[] Attitudes = [0.97, 0.97, 0.97, 0.97, 0.97, 0.6, 0.1];

    private static readonly (PatternKey Key, bool IsMostlyRight)[] Patterns =
        [.. Proposal.All.GroupBy(proposal => proposal.Key).Select(pattern => (pattern.Key, pattern.Average(proposal => proposal.IsRight ? 1.0 : 0) >= 0.5))];

    private readonly Kind kind;
    private readonly Random random;
    private readonly Dictionary<PatternKey, Taste> tastes;

    public Person(Kind kind, int seed)
    {
        (this.kind, random) = (kind, new Random(seed));
        var attitudes = Proposal.Precision.Keys.Order(StringComparer.Ordinal).ToDictionary(category => category, _ => Attitudes[random.Next(Attitudes.Length)], StringComparer.Ordinal);
        tastes = Patterns.ToDictionary(pattern => pattern.Key, pattern => new Taste(
            random.NextDouble() < (pattern.IsMostlyRight ? attitudes[pattern.Key.Category] : 0.1), random.NextDouble() < Contextual, random.NextDouble() < Changed));
    }

    /// <param name="key">Of the card.</param>
    /// <param name="documentType">One of two.</param>
    /// <param name="isLate">In the second half of the person's documents.</param>
    public bool Accepts(PatternKey key, string documentType, bool isLate)
    {
        var taste = tastes[key];
        return kind switch
        {
            Kind.Noisy5 => taste.Likes ^ (random.NextDouble() < 0.05),
            Kind.Noisy10 => taste.Likes ^ (random.NextDouble() < 0.1),
            Kind.Contextual => taste.Likes ^ (taste.DependsOnType && documentType == Decks.Types[1]),
            Kind.ChangingMind => taste.Likes ^ (taste.Changes && isLate),
            Kind.Adversarial => random.NextDouble() < 0.5,
            Kind.Indifferent => random.NextDouble() < 0.9,
            _ => taste.Likes,
        };
    }

    private sealed record Taste(bool Likes, bool DependsOnType, bool Changes);
}
