namespace SwipeReview.Learning;

/// <summary>
/// All that was learned of one person, held as their patterns' decisions that stand. Made from rows, changed by
/// decisions, asked for beliefs. Not for several threads at once.
/// </summary>
/// <remarks>
/// A tree of beta-binomials. A pattern's decisions in one type of documents are weighed against the pattern as a whole,
/// that against its category, that against the provider's measured precision; at each step the parent counts as a few
/// decisions (<see cref="MemoryParameters"/>), and a child tells its parent no more than 1 + concentration, since its
/// decisions are alike. It approximates a hierarchical Dirichlet model by its means, as MacKay and Peto did for
/// language (Natural Language Engineering 1, 1995).
/// </remarks>
public sealed class PersonMemory
{
    private readonly Dictionary<string, CategoryMemory> categories = new(StringComparer.Ordinal);

    /// <param name="asOf">The moment for which decisions are weighed.</param>
    /// <param name="patterns">What was learned; rows of the same pattern and type are added up.</param>
    /// <param name="parameters">Null: the defaults.</param>
    public PersonMemory(DateTimeOffset asOf, IEnumerable<LearnedPattern> patterns, MemoryParameters? parameters = null)
    {
        AsOf = asOf;
        Parameters = parameters ?? new MemoryParameters();
        foreach (var row in patterns)
        {
            Move(row.Key, row.DocumentType, tally => tally + row.Tally);
        }
    }

    /// <summary>The moment for which decisions are weighed.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>What is assumed beside the decisions.</summary>
    public MemoryParameters Parameters { get; }

    /// <summary>
    /// The share of decisions that go against the person's own habit, 0–0.5: what two decisions on the same pattern in
    /// the same type of documents disagree by, were each a slip with that chance.
    /// </summary>
    public double Slips => categories.Values
        .Aggregate(Agreement.Expected(Parameters.Slips, Parameters.SlipsWeight), (sum, category) => sum + category.Agreement).Slips;

    /// <summary>Rows to store: the patterns with decisions that stand.</summary>
    public IEnumerable<LearnedPattern> Patterns =>
        from category in categories
        from pattern in category.Value.Patterns
        from type in pattern.Value.Types
        where type.Evidence.Decisions > 0
        select new LearnedPattern(new PatternKey(category.Key, pattern.Key), type.DocumentType, type.Tally);

    /// <summary>A decision that a person took.</summary>
    public void Learn(PatternKey key, string documentType, bool accepted, DateTimeOffset decidedAt) =>
        Move(key, documentType, tally => tally.With(accepted, decidedAt));

    /// <summary>A decision that no longer stands; with the time that it was learned with.</summary>
    /// <exception cref="InvalidOperationException">It was never learned.</exception>
    public void Unlearn(PatternKey key, string documentType, bool accepted, DateTimeOffset decidedAt) =>
        Move(key, documentType, tally => tally.Without(accepted, decidedAt));

    /// <summary>What is believed of a pattern in documents of a type; of one that was never seen, too.</summary>
    public Belief Of(PatternKey key, string documentType) => Category(key.Category).Believe(key.Pattern, documentType, Slips);

    /// <summary>A memory with the concentrations that make the person's own decisions likeliest.</summary>
    /// <param name="asOf">The moment for which decisions are weighed.</param>
    /// <param name="patterns">What was learned.</param>
    /// <param name="pooled">What counts until there is enough of the person's own: fitted over all people with <see cref="Concentration.Fit"/>, or null for the defaults.</param>
    public static PersonMemory Fit(DateTimeOffset asOf, IReadOnlyCollection<LearnedPattern> patterns, MemoryParameters? pooled = null)
    {
        var memory = new PersonMemory(asOf, patterns, pooled);
        return new PersonMemory(asOf, patterns, memory.Parameters with
        {
            Pattern = Concentration.Fit(memory.PatternGroups(), memory.Parameters.Pattern),
            DocumentType = Concentration.Fit(memory.TypeGroups(), memory.Parameters.DocumentType),
        });
    }

    /// <summary>Each pattern beside the mean of its category, to fit <see cref="MemoryParameters.Pattern"/> with.</summary>
    public IEnumerable<FitGroup> PatternGroups() =>
        from category in categories.Values
        let mean = category.Of().Mean
        from pattern in category.Patterns.Values
        where pattern.Evidence.Decisions > 1 // a single decision fits any concentration equally well
        select new FitGroup(pattern.Evidence.Accepted, pattern.Evidence.Rejected, mean);

    /// <summary>Each type of documents of a pattern beside the pattern's mean, to fit <see cref="MemoryParameters.DocumentType"/> with.</summary>
    public IEnumerable<FitGroup> TypeGroups() =>
        from category in categories.Values
        from pattern in category.Patterns.Values
        let seen = pattern.Types.Where(type => type.Evidence.Decisions > 0).ToArray()
        where seen.Length > 1
        let whole = Beta.Of(category.Of().Mean, Parameters.Pattern).And(pattern.Evidence.Accepted, pattern.Evidence.Rejected).Mean
        from type in seen
        select new FitGroup(type.Evidence.Accepted, type.Evidence.Rejected, whole);

    internal CategoryMemory Category(string name)
    {
        if (!categories.TryGetValue(name, out var category))
        {
            categories[name] = category = new CategoryMemory(Parameters, Parameters.PrecisionOf(name));
        }

        return category;
    }

    private void Move(PatternKey key, string documentType, Func<Tally, Tally> move)
    {
        var category = Category(key.Category);
        var before = category.Patterns.TryGetValue(key.Pattern, out var pattern) ? pattern.TallyIn(documentType) : default;
        category.Add(key.Pattern, documentType, move(before), AsOf);
    }
}
