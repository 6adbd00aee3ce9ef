namespace SwipeReview.LlmRouter.Proposals;

/// <summary>What became of the drafts of one answer.</summary>
internal sealed class Tally
{
    // With one or two that don't fit, anybody may have miscounted.
    private const int FewestMisfits = 3;

    private readonly Dictionary<DropReason, int> dropped = [];

    public int Accepted { get; private set; }

    public IReadOnlyDictionary<DropReason, int> Dropped => dropped;

    /// <summary>
    /// More drafts that the model can't have taken from the text than others: it did not read what it was given, and
    /// what else it says is worth no more.
    /// </summary>
    public bool FailsChecks
    {
        get
        {
            var misfits = Of(DropReason.NotFound) + Of(DropReason.Rewrite) + Of(DropReason.Unprintable) + Of(DropReason.Malformed);
            return misfits >= FewestMisfits && misfits > Accepted + Of(DropReason.Repeated) + Of(DropReason.Overlap);
        }
    }

    public void Accept() => Accepted++;

    public void Drop(DropReason reason, int count = 1)
    {
        if (count > 0)
        {
            dropped[reason] = Of(reason) + count;
        }
    }

    public void Add(Tally other)
    {
        Accepted += other.Accepted;
        foreach (var (reason, count) in other.dropped)
        {
            dropped[reason] = Of(reason) + count;
        }
    }

    private int Of(DropReason reason) => dropped.GetValueOrDefault(reason);
}
