namespace SwipeReview.Learning;

/// <summary>Patterns that a person might want never to see again. It takes their yes to act on one.</summary>
public static class RuleProposals
{
    /// <summary>Fewer decisions are no habit.</summary>
    public const int LeastDecisions = 8;

    /// <summary>The share of wrongly hidden changes that is tolerable, 0–1.</summary>
    public const double Tolerance = 0.05;

    /// <summary>“Never suggest …” would be right.</summary>
    public static bool IsDue(Belief belief) =>
        belief.Evidence.Decisions >= LeastDecisions && !belief.LeansToAccept && belief.IsSettled(Tolerance);
}
