namespace SwipeReview.Learning;

/// <summary>The decisions on one pattern, by type of document.</summary>
internal sealed class PatternMemory
{
    private readonly List<(string DocumentType, Tally Tally, Evidence Evidence)> types = [];

    // All types together, each worth what it tells about the pattern.
    private double accepts;
    private double rejects;

    /// <summary>In all types of documents.</summary>
    public Evidence Evidence { get; private set; }

    /// <summary>Of decisions in the same type of documents.</summary>
    public Agreement Agreement { get; private set; }

    public IReadOnlyList<(string DocumentType, Tally Tally, Evidence Evidence)> Types => types;

    public void Add(string documentType, Tally tally, DateTimeOffset asOf, double concentration)
    {
        var at = types.FindIndex(type => type.DocumentType == documentType);
        if (at < 0)
        {
            types.Add((documentType, tally, tally.At(asOf)));
        }
        else
        {
            types[at] = (documentType, tally, tally.At(asOf));
        }

        Evidence = new Evidence(types.Sum(type => type.Evidence.Accepted), types.Sum(type => type.Evidence.Rejected), types.Sum(type => type.Evidence.Decisions));
        Agreement = types.Aggregate(default(Agreement), (sum, type) => sum + Agreement.Of(type.Evidence));
        (accepts, rejects) = Together(types, concentration);
    }

    public Tally TallyIn(string documentType) => types.Find(type => type.DocumentType == documentType).Tally;

    /// <summary>A category's sums with what this pattern tells about it, or without.</summary>
    public Beta Shift(Beta category, int sign, double concentration)
    {
        var weight = accepts + rejects;
        var share = weight <= 0 ? 0 : sign * Beta.Worth(weight, concentration) / weight;
        return new Beta(Math.Max(0, category.Accepts + (accepts * share)), Math.Max(0, category.Rejects + (rejects * share)));
    }

    /// <summary>The decisions in a type of documents as they are, and those in the others by what they tell about the pattern.</summary>
    public (Evidence Own, Evidence Elsewhere) Split(string documentType, double concentration)
    {
        var own = types.Find(type => type.DocumentType == documentType).Evidence;
        var (accepted, rejected) = Together(types.Where(type => type.DocumentType != documentType), concentration);
        return (own, new Evidence(accepted, rejected, Evidence.Decisions - own.Decisions));
    }

    private static (double Accepts, double Rejects) Together(IEnumerable<(string, Tally, Evidence Evidence)> types, double concentration)
    {
        var (accepted, rejected) = (0.0, 0.0);
        foreach (var (_, _, evidence) in types)
        {
            var share = evidence.Weight <= 0 ? 0 : Beta.Worth(evidence.Weight, concentration) / evidence.Weight;
            accepted += evidence.Accepted * share;
            rejected += evidence.Rejected * share;
        }

        return (accepted, rejected);
    }
}
