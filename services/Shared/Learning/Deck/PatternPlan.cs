namespace SwipeReview.Learning;

/// <summary>The open cards of one pattern, and what is worth doing with them.</summary>
internal sealed class PatternPlan(string pattern, bool isOn)
{
    /// <summary>As one reads.</summary>
    public SortedList<int, Card> Cards { get; } = [];

    public Belief Belief { get; private set; }

    /// <summary>As far as the pattern is concerned: the person may slip too often for it.</summary>
    public bool IsSettled { get; private set; }

    public Course Course { get; private set; }

    public double Score { get; private set; }

    /// <summary>The cards that are worth asking before it is looked at again.</summary>
    public int Run { get; private set; }

    public bool IsUnseen => isOn && Belief.Evidence.Decisions == 0;

    public void Believe(CategoryMemory memory, string documentType, double tolerance)
    {
        Belief = memory.Believe(pattern, documentType, slips: 0);
        IsSettled = isOn && Belief.IsSettled(tolerance);
    }

    /// <param name="tolerance">ε, 0–0.5.</param>
    /// <param name="ofCategory">The run that would settle the unseen patterns of the category.</param>
    public void Plan(double tolerance, Run ofCategory)
    {
        if (!isOn || IsSettled)
        {
            (Course, Score, Run) = (new Course(isOn ? 0 : Cards.Count, 0), 0, 0);
            return;
        }

        Course = Course.Of(Belief, Cards.Count, tolerance);
        var run = Learning.Run.OfPattern(Belief, Cards.Count, tolerance);
        var help = IsUnseen ? ofCategory.Score : 0;
        Score = run.Score + help;
        Run = run.Score > 0 ? run.Length : help > 0 ? 1 : 0;
    }

    /// <summary>The cards as one reads on from a place; what lies before it comes after the text's end.</summary>
    public IEnumerable<Card> From(int place)
    {
        var first = IndexFrom(place);
        for (var card = 0; card < Cards.Count; card++)
        {
            yield return Cards.GetValueAtIndex((first + card) % Cards.Count);
        }
    }

    /// <summary>The first of <see cref="From"/>.</summary>
    public Card Next(int place) => Cards.GetValueAtIndex(IndexFrom(place) % Cards.Count);

    private int IndexFrom(int place)
    {
        var (low, high) = (0, Cards.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Cards.GetKeyAtIndex(middle) < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
