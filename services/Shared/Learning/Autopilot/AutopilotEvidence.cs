namespace SwipeReview.Learning;

/// <summary>May the rest be decided for a person, and which cards of it? Answered from what was predicted before it was seen.</summary>
public static class AutopilotEvidence
{
    /// <summary>The confidence of all that is promised.</summary>
    public const double Confidence = 0.95;

    /// <summary>Fewer cards are quicker swiped than checked.</summary>
    public const int LeastCards = 10;

    /// <summary>
    /// Predictions that must have been compared in the very document: people change their minds between two of them, and
    /// a long record would not show it before the first batch was decided the old way.
    /// </summary>
    public const int LeastHere = 10;

    /// <summary>
    /// τ: the certainty from which on cards are decided, and predictions count as evidence. It follows from what the
    /// person tolerates and not from how predictions turned out, so that nothing is gained by trying several: 1 − α,
    /// and half as far from 1 after each time that it had to step back.
    /// </summary>
    /// <param name="tolerance">α: the share of mistakes that the person tolerates, 0.005–0.2.</param>
    /// <param name="stepsBack">How often an audit of this person's was worse than promised.</param>
    public static double Threshold(double tolerance, int stepsBack = 0) => 1 - (tolerance * Math.Pow(0.5, stepsBack));

    /// <summary>What the record says about decisions of at least the threshold's certainty.</summary>
    /// <param name="record">The person's predictions since the last time that it stepped back; all, if it never did.</param>
    /// <param name="tolerance">α, 0.005–0.2.</param>
    /// <param name="stepsBack">As in <see cref="Threshold"/>.</param>
    /// <param name="here">Those of the record that are of the document in question; null asks for none of it.</param>
    public static Assessment Assess(IEnumerable<ShadowPredictions> record, double tolerance, int stepsBack = 0, IEnumerable<ShadowPredictions>? here = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance, 0.005);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tolerance, 0.2);
        var threshold = Threshold(tolerance, stepsBack);
        var (predictions, errors) = Sum(record, threshold);
        var (seenHere, wrongHere) = here is null ? (LeastHere, 0) : Sum(here, threshold);
        return new Assessment(
            threshold, predictions, errors, RunningBound.Needed(tolerance, errors, Confidence), RunningBound.Upper(errors, predictions, Confidence),
            MissingHere: Math.Max(0, LeastHere - seenHere), HasChanged: ClopperPearson.Lower(wrongHere, seenHere, Confidence) > tolerance);
    }

    /// <summary>Whether a certainty is enough, but for rounding.</summary>
    public static bool Reaches(double certainty, double threshold) => certainty >= threshold - Belief.Rounding;

    private static (int Predictions, int Errors) Sum(IEnumerable<ShadowPredictions> rows, double threshold) =>
        rows.Where(row => Reaches(row.Certainty, threshold)).Aggregate((0, 0), (sum, row) => (sum.Item1 + row.Predictions, sum.Item2 + row.Errors));
}

/// <summary>How far the evidence has come.</summary>
/// <param name="Threshold">τ, which predictions and cards must reach.</param>
/// <param name="Predictions">Those that reach it.</param>
/// <param name="Errors">Those of them that were wrong.</param>
/// <param name="Needed">How many predictions it takes if no more of them are wrong.</param>
/// <param name="ErrorBound">With 95 % confidence, however often one looks, no larger share of such decisions is wrong.</param>
/// <param name="MissingHere">Predictions that are still to be compared in this document.</param>
/// <param name="HasChanged">In this document more was wrong than the tolerance and chance explain: the person decides otherwise than they used to.</param>
public sealed record Assessment(double Threshold, int Predictions, int Errors, int Needed, double ErrorBound, int MissingHere, bool HasChanged)
{
    /// <summary>The evidence is enough to offer.</summary>
    public bool IsEnough => Predictions >= Needed && MissingHere == 0 && !HasChanged;
}
