namespace SwipeReview.Learning;

/// <summary>Decisions of one kind in a row that would settle something, and what they would save.</summary>
/// <param name="Length">How many it takes; at least 1.</param>
/// <param name="Score">Cards that need no swipe then, times the chance of the run, per swipe of it. 0: not worth it.</param>
internal readonly record struct Run(int Length, double Score)
{
    /// <summary>The better of the two runs that settle a pattern.</summary>
    public static Run OfPattern(Belief belief, int open, double tolerance)
    {
        var least = Math.Max(1, belief.Missing);
        return Better(Of(belief.Accepts, belief.Rejects, open, least, tolerance), Of(belief.Rejects, belief.Accepts, open, least, tolerance));
    }

    /// <summary>The better of the runs that settle the patterns of a category that nobody has seen yet.</summary>
    /// <param name="category">What is believed of a pattern of it.</param>
    /// <param name="memory">Its patterns so far.</param>
    /// <param name="documentType">Of the deck.</param>
    /// <param name="unseen">Open cards of unseen patterns.</param>
    /// <param name="tolerance">ε, 0–0.5.</param>
    public static Run OfCategory(Beta category, CategoryMemory memory, string documentType, int unseen, double tolerance)
    {
        var least = Math.Max(1, Belief.LeastInCategory - memory.DecisionsIn(documentType));
        var none = new Run(least, 0);
        var nothingSeen = !memory.HasDecisions;
        return Better(
            nothingSeen || memory.OneWay == true ? Of(category.Accepts, category.Rejects, unseen, least, tolerance) : none,
            nothingSeen || memory.OneWay == false ? Of(category.Rejects, category.Accepts, unseen, least, tolerance) : none);
    }

    private static Run Of(double side, double other, int open, int least, double tolerance)
    {
        // After t more of this side the expected error is other / (side + other + t).
        var length = (int)Math.Min(int.MaxValue, Math.Max(least, Math.Ceiling((other / tolerance) - side - other - Belief.Rounding)));
        if (open <= length)
        {
            return new Run(length, 0);
        }

        var chance = 1.0;
        for (var taken = 0; taken < length; taken++)
        {
            chance *= (side + taken) / (side + other + taken);
        }

        return new Run(length, (open - length) * chance / length);
    }

    private static Run Better(Run one, Run other) => one.Score >= other.Score ? one : other;
}
