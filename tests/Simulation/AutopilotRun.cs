using System.Collections.Concurrent;

namespace SwipeReview.Simulation;

/// <summary>One batch that was decided for a person.</summary>
/// <param name="Document">Number of the document, from 0.</param>
/// <param name="Decided">Cards, the audit's sample not among them.</param>
/// <param name="Wrong">Those of them that the person would have decided otherwise.</param>
/// <param name="WasUndone">The audit was worse than promised.</param>
public sealed record Batch(int Document, int Decided, int Wrong, bool WasUndone);

/// <summary>A prediction before a card was seen, and what became of it.</summary>
public readonly record struct Prediction(double Certainty, bool WasRight);

/// <summary>
/// A person who swipes one document after the other, takes each offer of the autopilot at once, and answers its audits;
/// as a service would play it.
/// </summary>
public sealed class AutopilotRun
{
    // A service fits the memory for each look at the deck; here now and then, which is quicker and no better.
    private const int SwipesPerFit = 40;

    private static readonly MemoryParameters Parameters = new() { Precision = Proposal.Precision };
    private static readonly ConcurrentDictionary<(double, int), int> Needed = new();

    private readonly double tolerance;
    private readonly Random random;
    private readonly List<Batch> batches = [];
    private readonly List<Prediction> predictions = [];
    private LearnedPattern[] rows = [];
    private int stepsBack;
    private int swipes;
    private ShadowPredictions record = new(1, 0, 0);
    private ShadowPredictions here = new(1, 0, 0);

    private AutopilotRun(double tolerance, int seed) => (this.tolerance, random) = (tolerance, new Random(seed));

    /// <summary>All that were decided for the person, in order.</summary>
    public IReadOnlyList<Batch> Batches => batches;

    /// <summary>One for each swipe of a card that could have been decided: enough decisions stood behind it.</summary>
    public IReadOnlyList<Prediction> Predictions => predictions;

    /// <summary>Of all documents.</summary>
    public int Cards { get; private set; }

    /// <summary>Swipes until the first offer; null: there was none.</summary>
    public int? UntilOffer { get; private set; }

    /// <param name="kind">How the person decides.</param>
    /// <param name="seed">Who they are.</param>
    /// <param name="documents">How many, at most <see cref="Decks.Most"/>.</param>
    /// <param name="tolerance">What they tolerate, and the autopilot promises.</param>
    public static AutopilotRun Play(Kind kind, int seed, int documents, double tolerance)
    {
        var run = new AutopilotRun(tolerance, seed);
        foreach (var (number, document) in Decks.Of(kind, seed, documents).Index())
        {
            run.Swipe(number, document);
        }

        return run;
    }

    private void Swipe(int number, Document document)
    {
        here = new ShadowPredictions(1, 0, 0);
        Cards += document.Cards.Count;
        var accepts = document.Cards.ToDictionary(card => card.Card.Id, card => card.Accepts);
        var open = document.Cards.ToDictionary(card => card.Card.Id, card => card.Card);
        var memory = PersonMemory.Fit(document.At, rows, Parameters);
        var deck = new LearningDeck(memory, document.Type, tolerance, open.Values);
        var (last, audit) = ((int?)null, (OpenAudit?)null);
        for (var swiped = 1; open.Count > 0; swiped++)
        {
            var card = deck.Next(last)!;
            var belief = deck.Of(card.Id);
            last = card.Position;
            Predict(belief, accepts[card.Id]);
            deck.Decide(card.Id, accepts[card.Id], document.At);
            open.Remove(card.Id);
            var isMoved = audit is not null && Answer(ref audit, card.Id, accepts, open, number);
            if (audit is null && Offer(deck, open) is { } offered)
            {
                (audit, isMoved) = (offered, true);
                foreach (var decided in offered.Decided.Keys)
                {
                    open.Remove(decided.Id);
                }
            }

            if (isMoved || swiped % SwipesPerFit == 0)
            {
                memory = PersonMemory.Fit(document.At, [.. memory.Patterns], Parameters);
                deck = new LearningDeck(memory, document.Type, tolerance, open.Values);
            }
        }

        rows = [.. memory.Patterns];
    }

    private double Threshold => AutopilotEvidence.Threshold(tolerance, stepsBack);

    private void Predict(Belief belief, bool accepts)
    {
        var isRight = belief.LeansToAccept == accepts;
        swipes++;
        if (belief.IsSettled(0.5)) // enough stands behind it, however sure it is
        {
            predictions.Add(new Prediction(belief.Certainty, isRight));
        }

        if (belief.IsSettled(1 - Threshold))
        {
            (record, here) = (Add(record, isRight), Add(here, isRight));
        }

        static ShadowPredictions Add(ShadowPredictions row, bool isRight) => row with { Predictions = row.Predictions + 1, Errors = row.Errors + (isRight ? 0 : 1) };
    }

    private OpenAudit? Offer(LearningDeck deck, Dictionary<Guid, Card> open)
    {
        // What it takes at least is remembered: an assessment works its bounds out anew.
        if (record.Predictions < Needed.GetOrAdd((tolerance, record.Errors), key => RunningBound.Needed(key.Item1, key.Item2))
            || here.Predictions < AutopilotEvidence.LeastHere
            || !AutopilotEvidence.Assess([record], tolerance, stepsBack, [here]).IsEnough)
        {
            return null;
        }

        Card[] sure = [.. open.Values.Where(card => deck.Of(card.Id).IsSettled(1 - Threshold)).OrderBy(card => card.Position)];
        if (sure.Length < AutopilotEvidence.LeastCards)
        {
            return null;
        }

        UntilOffer ??= swipes;
        var (held, decided) = Audit.Draw(sure, random);
        return new OpenAudit(held.ToDictionary(card => card.Id, card => deck.Of(card.Id).LeansToAccept), decided.ToDictionary(card => card, card => deck.Of(card.Id).LeansToAccept));
    }

    /// <summary>True: the batch is undone, and its cards are open again.</summary>
    private bool Answer(ref OpenAudit? audit, Guid id, Dictionary<Guid, bool> accepts, Dictionary<Guid, Card> open, int number)
    {
        if (!audit!.Held.TryGetValue(id, out var wouldAccept))
        {
            return false;
        }

        audit.Answered++;
        audit.Agreed += wouldAccept == accepts[id] ? 1 : 0;
        var (decided, state) = (audit.Decided, Audit.Judge(audit.Decided.Count, audit.Held.Count, audit.Answered, audit.Agreed, tolerance).State);
        if (state == AuditState.Waiting)
        {
            return false;
        }

        audit = null;
        batches.Add(new Batch(number, decided.Count, decided.Count(card => card.Value != accepts[card.Key.Id]), state == AuditState.SteppedBack));
        if (state == AuditState.Kept)
        {
            return false;
        }

        // The autopilot has to show anew that it is worth asking.
        (stepsBack, record) = (stepsBack + 1, new ShadowPredictions(1, 0, 0));
        foreach (var card in decided.Keys)
        {
            open.Add(card.Id, card);
        }

        return true;
    }

    private sealed record OpenAudit(Dictionary<Guid, bool> Held, Dictionary<Card, bool> Decided)
    {
        public int Answered { get; set; }

        public int Agreed { get; set; }
    }
}
