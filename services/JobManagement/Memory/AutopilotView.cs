namespace SwipeReview.JobManagement.Memory;

internal enum AutopilotState
{
    /// <summary>Not enough evidence, or too few cards that are sure enough.</summary>
    Learning,
    Offered,
    Auditing,

    /// <summary>The audit was as good as promised.</summary>
    Done,

    /// <summary>It was worse: what was decided is open again, and it takes new evidence to be offered more.</summary>
    SteppedBack,
    Off,
}

/// <summary>The autopilot as a person sees it beside their deck.</summary>
/// <param name="Predictions">Made before the person saw the card, sure enough for this tolerance, and answered.</param>
/// <param name="Needed">How many it takes if no more of them are wrong.</param>
/// <param name="MissingHere">How many predictions must still be compared in this document, whatever was in others.</param>
/// <param name="HasChanged">In this document the person decides otherwise than they used to: it offers nothing here.</param>
internal sealed record AutopilotView(
    AutopilotState State, double Tolerance, int Predictions, int Needed, int MissingHere, bool HasChanged, AutopilotView.OfferView? Offer, AutopilotView.BatchView? Batch)
{
    private const int MostExamples = 3;

    /// <param name="Changes">That would be decided, those that are held back among them.</param>
    /// <param name="Stays">Open changes that stay for the person.</param>
    /// <param name="Certainty">Of the least sure of them.</param>
    /// <param name="ErrorBound">With 95 % confidence no larger share of such decisions is wrong.</param>
    /// <param name="Examples">Changes of different patterns.</param>
    internal sealed record OfferView(int Changes, int Stays, double Certainty, double ErrorBound, IReadOnlyList<Guid> Examples);

    /// <summary>The batch that was decided last.</summary>
    /// <param name="Promised">The tolerated share of mistakes.</param>
    /// <param name="ErrorBound">What the record said when it was offered.</param>
    /// <param name="Measured">The share of mistakes in the whole batch, as the answers measure it: 95 %. Null until all are in.</param>
    /// <param name="Reason">Why it is undone, for the person; null unless the autopilot stepped back.</param>
    internal sealed record BatchView(Guid Id, int Decided, AuditView Audit, double Promised, double ErrorBound, MeasuredView? Measured, bool Undone, string? Reason);

    internal sealed record AuditView(int Size, int Answered, int Agreed);

    internal sealed record MeasuredView(double Low, double High);

    public static AutopilotView Of(Deck deck, AutopilotOffer offer, double tolerance) => new(
        StateOf(deck, offer), tolerance, offer.Assessment.Predictions, offer.Assessment.Needed, offer.Assessment.MissingHere, offer.Assessment.HasChanged,
        offer.Refusal is not null ? null : new OfferView(
            offer.Cards.Count, deck.Cards.Count(card => card.IsOpen) - offer.Cards.Count, offer.Cards.Min(card => card.Belief.Certainty), offer.Assessment.ErrorBound,
            [.. offer.Cards.DistinctBy(card => card.Card.Key).Take(MostExamples).Select(card => card.Card.Id)]),
        offer.Latest is { } batch ? Of(batch) : null);

    private static AutopilotState StateOf(Deck deck, AutopilotOffer offer) => (deck.Owner, offer) switch
    {
        ({ IsOn: false } or { Autopilot: false }, _) => AutopilotState.Off,
        (_, { Refusal: null }) => AutopilotState.Offered,
        (_, { Latest.State: BatchState.Auditing }) => AutopilotState.Auditing,
        (_, { Latest.State: BatchState.Kept }) => AutopilotState.Done,
        (_, { Latest.State: BatchState.SteppedBack }) => AutopilotState.SteppedBack,
        _ => AutopilotState.Learning,
    };

    private static BatchView Of(AutopilotBatch batch) => new(
        batch.Id, batch.Decided, new AuditView(batch.Sample, batch.Answered, batch.Agreed), batch.Tolerance, batch.ErrorBound,
        batch is { MeasuredLow: { } low, MeasuredHigh: { } high } ? new MeasuredView(low, high) : null,
        batch.State is BatchState.Undone or BatchState.SteppedBack, batch.State == BatchState.SteppedBack ? AutopilotWords.SteppedBack(batch) : null);
}
