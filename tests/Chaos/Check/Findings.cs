namespace SwipeReview.Chaos.Check;

/// <summary>What a check counted, and what it found wrong.</summary>
public sealed class Findings
{
    private const int Shown = 20;

    private readonly List<(string What, long Number)> counted = [];
    private readonly Dictionary<string, List<string>> wrong = new(StringComparer.Ordinal);

    public bool Hold => wrong.Count == 0;

    public void Count(string what, long number) => counted.Add((what, number));

    /// <param name="rule">What does not hold.</param>
    /// <param name="what">That it does not hold for.</param>
    public void Wrong(string rule, string what)
    {
        if (!wrong.TryGetValue(rule, out var violations))
        {
            wrong.Add(rule, violations = []);
        }

        violations.Add(what);
    }

    /// <summary>A line for each count, and for each violation (the first twenty of a rule).</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        .. counted.Select(count => $"{count.Number,12:n0}  {count.What}"),
        .. wrong.SelectMany(rule => (string[])
        [
            $"VIOLATED: {rule.Key} ({rule.Value.Count:n0})",
            .. rule.Value.Take(Shown).Select(violation => $"    {violation}"),
            .. rule.Value.Count > Shown ? ["    …"] : Array.Empty<string>(),
        ]),
        Hold ? "All invariants hold." : $"{wrong.Count} invariants are violated.",
    ]);
}
