namespace SwipeReview.Learning;

/// <summary>The open cards of one category. Its patterns inform each other, those of other categories don't.</summary>
internal sealed class CategoryPlan(CategoryMemory memory, string documentType, double tolerance)
{
    private readonly Dictionary<string, PatternPlan> patterns = new(StringComparer.Ordinal);

    public IEnumerable<PatternPlan> Patterns => patterns.Values;

    public void Add(Card card)
    {
        if (!patterns.TryGetValue(card.Key.Pattern, out var plan))
        {
            patterns[card.Key.Pattern] = plan = new PatternPlan(card.Key.Pattern, card.IsOn);
        }

        plan.Cards.Add(card.Position, card);
    }

    public void Remove(Card card)
    {
        var plan = patterns[card.Key.Pattern];
        plan.Cards.Remove(card.Position);
        if (plan.Cards.Count == 0)
        {
            patterns.Remove(card.Key.Pattern);
        }
    }

    /// <summary>To be called when decisions or cards have changed.</summary>
    public void Plan()
    {
        var unseen = 0;
        foreach (var plan in patterns.Values)
        {
            plan.Believe(memory, documentType, tolerance);
            unseen += plan is { IsUnseen: true, IsSettled: false } ? plan.Cards.Count : 0;
        }

        var run = unseen == 0 ? default : Run.OfCategory(memory.Of(), memory, documentType, unseen, tolerance);
        foreach (var plan in patterns.Values)
        {
            plan.Plan(tolerance, run);
        }
    }
}
