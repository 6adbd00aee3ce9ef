namespace SwipeReview.Learning;

/// <summary>The patterns of one category, with their sums kept as they are learned.</summary>
internal sealed class CategoryMemory(MemoryParameters parameters, double precision)
{
    private readonly Dictionary<string, PatternMemory> patterns = new(StringComparer.Ordinal);
    private double accepts;
    private double rejects;
    private readonly Dictionary<string, int> decisions = new(StringComparer.Ordinal);
    private int leaningToAccept;
    private int leaningToReject;

    /// <summary>Of all its patterns.</summary>
    public Agreement Agreement { get; private set; }

    public IReadOnlyDictionary<string, PatternMemory> Patterns => patterns;

    /// <summary>True: all patterns went that way; null: they didn't, or none was seen.</summary>
    public bool? OneWay => (leaningToAccept, leaningToReject) switch
    {
        ( > 0, 0) => true,
        (0, > 0) => false,
        _ => null,
    };

    public bool HasDecisions => leaningToAccept + leaningToReject > 0;

    public int DecisionsIn(string documentType) => decisions.GetValueOrDefault(documentType);

    public Beta Of() => Beta.Of(precision, parameters.Category).And(accepts, rejects);

    public void Add(string pattern, string documentType, Tally tally, DateTimeOffset asOf)
    {
        var memory = patterns.TryGetValue(pattern, out var known) ? known : patterns[pattern] = new PatternMemory();
        Count(memory, -1);
        var before = memory.TallyIn(documentType);
        memory.Add(documentType, tally, asOf, parameters.DocumentType);
        decisions[documentType] = DecisionsIn(documentType) + tally.Decisions - before.Decisions;
        Count(memory, +1);
    }

    public Belief Believe(string pattern, string documentType, double slips)
    {
        var category = Of();
        if (!patterns.TryGetValue(pattern, out var memory) || memory.Evidence.Decisions == 0)
        {
            var unseen = Beta.Of(category.Mean, parameters.Pattern).Child(parameters.DocumentType);
            return new Belief(unseen.Accepts, unseen.Rejects, default, 0, Backs(category.Mean >= 0.5, documentType), slips);
        }

        // The pattern's own decisions come in as themselves and not once more by way of the category.
        var others = memory.Shift(category, -1, parameters.Pattern);
        var prior = Beta.Of(others.Mean, parameters.Pattern);
        var (own, elsewhere) = memory.Split(documentType, parameters.DocumentType);
        var belief = prior.And(elsewhere.Accepted, elsewhere.Rejected).Child(parameters.DocumentType).And(own.Accepted, own.Rejected);
        return new Belief(belief.Accepts, belief.Rejects, memory.Evidence, own.Decisions, Backs(belief.Accepts >= belief.Rejects, documentType), slips);
    }

    private bool Backs(bool accept, string documentType) => DecisionsIn(documentType) >= Belief.LeastInCategory && OneWay == accept;

    private void Count(PatternMemory memory, int sign)
    {
        if (memory.Evidence.Decisions == 0)
        {
            return;
        }

        (accepts, rejects) = memory.Shift(new Beta(accepts, rejects), sign, parameters.Pattern);
        Agreement += memory.Agreement.Times(sign);

        // Who is undecided leans both ways.
        leaningToAccept += memory.Evidence.Accepted >= memory.Evidence.Rejected - Belief.Rounding ? sign : 0;
        leaningToReject += memory.Evidence.Rejected >= memory.Evidence.Accepted - Belief.Rounding ? sign : 0;
    }
}
