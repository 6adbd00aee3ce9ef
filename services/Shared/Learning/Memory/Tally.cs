namespace SwipeReview.Learning;

/// <summary>
/// A pattern's decisions that stand, as running sums that fit into a table's row. A decision weighs
/// 2^((its time − <see cref="Epoch"/>) / <see cref="HalfLife"/>), so that sums never need to be made anew as time goes
/// by: <see cref="At"/> divides by what a decision of that moment would weigh. A decision that is undone is subtracted
/// with the time that it was added with; what rounding leaves behind is below 2⁻⁵² of the largest weight, and where the
/// count comes to nothing the weight is set to exactly that.
/// </summary>
/// <param name="Accepted">Decisions, not weighted.</param>
/// <param name="Rejected">Decisions, not weighted.</param>
/// <param name="AcceptedWeight">In weights of the epoch; a double until the year 2272, after which weights stop to grow.</param>
/// <param name="RejectedWeight">As <paramref name="AcceptedWeight"/>.</param>
public readonly record struct Tally(int Accepted, int Rejected, double AcceptedWeight, double RejectedWeight)
{
    /// <summary>After this time a decision counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(90);

    /// <summary>A decision of this moment has the stored weight 1. Never to be changed: stored sums refer to it.</summary>
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 2^±1000 are doubles, and so are sums of millions of them.
    private const double LargestExponent = 1_000;

    /// <summary>Of both kinds, not weighted.</summary>
    public int Decisions => Accepted + Rejected;

    /// <summary>With one decision more.</summary>
    public Tally With(bool accepted, DateTimeOffset decidedAt) => accepted
        ? this with { Accepted = Accepted + 1, AcceptedWeight = AcceptedWeight + Weight(decidedAt) }
        : this with { Rejected = Rejected + 1, RejectedWeight = RejectedWeight + Weight(decidedAt) };

    /// <summary>With one decision less, which was added with this very time.</summary>
    /// <exception cref="InvalidOperationException">There is none of that kind.</exception>
    public Tally Without(bool accepted, DateTimeOffset decidedAt)
    {
        if ((accepted ? Accepted : Rejected) == 0)
        {
            throw new InvalidOperationException("A decision that was never counted can't be taken back.");
        }

        return accepted
            ? this with { Accepted = Accepted - 1, AcceptedWeight = Less(Accepted, AcceptedWeight, decidedAt) }
            : this with { Rejected = Rejected - 1, RejectedWeight = Less(Rejected, RejectedWeight, decidedAt) };
    }

    /// <summary>What it is worth at a moment; a decision of that moment weighs 1, one of half a year earlier about a quarter.</summary>
    public Evidence At(DateTimeOffset now)
    {
        var one = Weight(now);
        return new Evidence(AcceptedWeight / one, RejectedWeight / one, Decisions);
    }

    /// <summary>The decisions of both.</summary>
    public static Tally operator +(Tally one, Tally other) => new(
        one.Accepted + other.Accepted, one.Rejected + other.Rejected, one.AcceptedWeight + other.AcceptedWeight, one.RejectedWeight + other.RejectedWeight);

    private static double Less(int count, double sum, DateTimeOffset decidedAt) => count == 1 ? 0 : Math.Max(0, sum - Weight(decidedAt));

    private static double Weight(DateTimeOffset at) => Math.Pow(2, Math.Clamp((at - Epoch) / HalfLife, -LargestExponent, LargestExponent));
}

/// <summary>Decisions as they count at a moment.</summary>
/// <param name="Accepted">Weighted, ≥ 0.</param>
/// <param name="Rejected">Weighted, ≥ 0.</param>
/// <param name="Decisions">How many stand, not weighted.</param>
public readonly record struct Evidence(double Accepted, double Rejected, int Decisions)
{
    /// <summary>Both sides, weighted.</summary>
    public double Weight => Accepted + Rejected;
}
