using System.Globalization;

namespace SwipeReview.Simulation;

/// <summary>What the local models really proposed for one of the passages (<c>-- proposals</c> of the benchmarks asks them again).</summary>
/// <param name="Text">Number of the passage, with its own mistakes in it.</param>
/// <param name="Key">Pattern and category.</param>
/// <param name="Confidence">The provider's, 0–1.</param>
/// <param name="IsRight">It puts a mistake right, whole.</param>
public sealed record Proposal(int Text, PatternKey Key, double Confidence, bool IsRight)
{
    /// <summary>As one reads.</summary>
    public static IReadOnlyList<Proposal> All { get; } = Read();

    /// <summary>The measured share of right proposals by category, as a service would have it.</summary>
    public static IReadOnlyDictionary<string, double> Precision { get; } =
        All.GroupBy(proposal => proposal.Key.Category, StringComparer.Ordinal).ToDictionary(category => category.Key, category => category.Average(proposal => proposal.IsRight ? 1.0 : 0), StringComparer.Ordinal);

    private static List<Proposal> Read()
    {
        using var stream = typeof(Proposal).Assembly.GetManifestResourceStream("proposals.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new Proposal(int.Parse(cells[0], CultureInfo.InvariantCulture), new PatternKey(cells[2], cells[3]), double.Parse(cells[4], CultureInfo.InvariantCulture), cells[5] == "1"))];
    }
}
