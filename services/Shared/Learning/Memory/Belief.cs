namespace SwipeReview.Learning;

/// <summary>
/// What is believed of the next decision on a pattern, and on what grounds. Probabilities are 0–1.
/// </summary>
/// <param name="Accepts">Decisions and what is assumed beside them, as (weighted) accepts.</param>
/// <param name="Rejects">As <paramref name="Accepts"/>.</param>
/// <param name="Evidence">The person's own decisions on the pattern, in all types of documents.</param>
/// <param name="Here">How many of them in documents of the type that was asked for.</param>
/// <param name="IsBackedByCategory">
/// At least <see cref="LeastInCategory"/> decisions stand in its category in documents of this type, and all its patterns went one way, this one
/// too if it was seen.
/// </param>
/// <param name="Slips">The person's (<see cref="PersonMemory.Slips"/>): nobody is surer than their own hand.</param>
public readonly record struct Belief(double Accepts, double Rejects, Evidence Evidence, int Here, bool IsBackedByCategory, double Slips)
{
    /// <summary>Fewer decisions on a pattern settle nothing by themselves; and one of them must be in this type of documents.</summary>
    public const int LeastInPattern = 2;

    /// <summary>What a category must have shown before a pattern with fewer is settled by it.</summary>
    public const int LeastInCategory = 8;

    /// <summary>Sums that were added to and subtracted from differ in their last bits: a belief on the border must not hang on that.</summary>
    public const double Rounding = 1e-9;

    /// <summary>Of an accept.</summary>
    public double Probability => Accepts / (Accepts + Rejects);

    /// <summary>True: what is likelier is an accept.</summary>
    public bool LeansToAccept => Accepts >= Rejects;

    /// <summary>The share of mistakes that is expected when it is decided for the person: min(P, 1 − P), and no less than they slip.</summary>
    public double ExpectedError => Math.Max(Slips, Math.Min(Accepts, Rejects) / (Accepts + Rejects));

    /// <summary>1 − <see cref="ExpectedError"/>: what a prediction is stored with.</summary>
    public double Certainty => 1 - ExpectedError;

    /// <summary>May be decided for the person if they tolerate that share of mistakes.</summary>
    /// <param name="tolerance">ε, 0–0.5.</param>
    public bool IsSettled(double tolerance) => ExpectedError <= tolerance + Rounding && (Missing == 0 || IsBackedByCategory);

    // Decisions that are missing before the pattern can be settled by itself.
    internal int Missing => Math.Max(LeastInPattern - Evidence.Decisions, Here == 0 ? 1 : 0);
}
