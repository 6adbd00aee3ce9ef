using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// A memory to take along. Version 1 names each decision by the id of its change, so that nothing is ever counted twice,
/// and holds no text but the patterns.
/// </summary>
internal sealed record MemoryFile
{
    public const int CurrentVersion = 1;
    public const int MostPatterns = 10_000;
    public const int MostDecisions = 50_000;
    private const int LongestName = 400;

    public required int Version { get; init; }
    public DateTimeOffset ExportedAt { get; init; }
    public required IReadOnlyList<PatternEntry> Patterns { get; init; }

    internal sealed record PatternEntry
    {
        public required string Pattern { get; init; }
        public required string Category { get; init; }
        public RuleAnswer Rule { get; init; }
        public bool IsOn { get; init; } = true;
        public required IReadOnlyList<DecisionEntry> Decisions { get; init; }
    }

    /// <param name="Id">Of the change.</param>
    /// <param name="Fingerprint">By which it is known again; null where it is not known.</param>
    internal sealed record DecisionEntry(Guid Id, bool Accepted, DateTimeOffset At, string DocumentType, Guid? Fingerprint = null);

    /// <summary>Why it can't be imported, with the field that is about; null when it can.</summary>
    public (string Message, string Field)? Refuse()
    {
        if (Version != CurrentVersion)
        {
            return ($"This is not a memory of version {CurrentVersion}.", "version");
        }

        if (Patterns.Count > MostPatterns || Patterns.Sum(pattern => (long)(pattern?.Decisions?.Count ?? 0)) > MostDecisions)
        {
            return ($"A memory has no more than {MostPatterns} patterns and {MostDecisions} decisions.", "patterns");
        }

        for (var i = 0; i < Patterns.Count; i++)
        {
            if (Patterns[i] is not { } pattern || !IsName(pattern.Pattern) || !IsName(pattern.Category)
                || pattern.Decisions.Any(decision => decision is null || !IsName(decision.DocumentType)))
            {
                return ($"Names are plain text of 1 to {LongestName} characters.", $"patterns[{i}]");
            }
        }

        return null;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && PlainText.IsClean(text);
}
