namespace SwipeReview.Learning;

/// <summary>
/// The check of a batch that was decided for a person: a random part of it is held back, swiped by them as ordinary
/// cards, and compared.
/// </summary>
public static class Audit
{
    private const int LeastSample = 5;
    private const double Share = 0.1;

    // A worse sample than this is not put down to chance.
    private const double Chance = 0.05;

    /// <summary>How many cards of a batch are held back: five or a tenth, whichever is more.</summary>
    public static int SampleSize(int batch) => Math.Min(batch, Math.Max(LeastSample, (int)Math.Ceiling(batch * Share)));

    /// <summary>Holds back a random sample; each part of the batch is equally likely.</summary>
    /// <param name="batch">All cards of the offer.</param>
    /// <param name="random">Nobody must be able to guess it; a seeded one in tests.</param>
    /// <returns>The sample, and the rest that is decided. Both in the batch's order.</returns>
    public static (IReadOnlyList<T> HeldBack, IReadOnlyList<T> Decided) Draw<T>(IReadOnlyList<T> batch, Random random)
    {
        var places = Enumerable.Range(0, batch.Count).ToArray();
        random.Shuffle(places);
        var held = places.Take(SampleSize(batch.Count)).ToHashSet();
        return ([.. batch.Where((_, place) => held.Contains(place))], [.. batch.Where((_, place) => !held.Contains(place))]);
    }

    /// <summary>What the answers so far say.</summary>
    /// <param name="decided">Cards that were decided for the person.</param>
    /// <param name="sample">Cards that were held back.</param>
    /// <param name="answered">Those of them that the person has swiped.</param>
    /// <param name="agreed">Those of them that the autopilot would have decided the same way.</param>
    /// <param name="promised">α of the offer.</param>
    public static AuditResult Judge(int decided, int sample, int answered, int agreed, double promised)
    {
        var wrong = answered - agreed;
        var batch = decided + sample;
        // As many as the promise allows; there is no part of a mistake.
        var allowed = (int)Math.Ceiling(batch * promised);
        var surprise = wrong == 0 ? 1 : Hypergeometric.AtLeast(wrong, sample, allowed, batch);
        var state = surprise < Chance ? AuditState.SteppedBack : answered < sample ? AuditState.Waiting : AuditState.Kept;
        if (answered < sample)
        {
            return new AuditResult(state, surprise, null, null); // what is answered first is no random part of it
        }

        var measured = new Interval(
            (double)Hypergeometric.Lower(wrong, sample, batch, 0.975) / batch,
            (double)Hypergeometric.Upper(wrong, sample, batch, 0.975) / batch);
        var most = Hypergeometric.Upper(wrong, sample, batch) - wrong; // those in the sample are put right by its answers
        return new AuditResult(state, surprise, measured, decided == 0 ? 0 : (double)most / decided);
    }
}

/// <summary>Where an audit stands.</summary>
public enum AuditState
{
    /// <summary>Answers are missing, and what there is holds.</summary>
    Waiting,

    /// <summary>All is answered; it was not worse than promised beyond chance.</summary>
    Kept,

    /// <summary>It was: the batch is to be undone, and the threshold raised. Told as soon as further answers can't change it.</summary>
    SteppedBack,
}

/// <summary>A share, 0–1.</summary>
/// <param name="Low">With 97.5 % confidence it is no smaller.</param>
/// <param name="High">With 97.5 % confidence it is no larger.</param>
public readonly record struct Interval(double Low, double High);

/// <param name="State">Where it stands.</param>
/// <param name="Surprise">The chance of so bad a sample if the promise holds, 0–1: exact, hypergeometric.</param>
/// <param name="Measured">The share of mistakes in the whole batch, as the sample measures it: exact, 95 %. Null until all is answered.</param>
/// <param name="ErrorBound">With 95 % confidence no larger share of the cards that were decided for the person is wrong. Null until all is answered.</param>
public sealed record AuditResult(AuditState State, double Surprise, Interval? Measured, double? ErrorBound);
