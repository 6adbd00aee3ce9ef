using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>The cards of a job beside what is known of its person: which comes next, which belong together, how many are left.</summary>
internal sealed class Deck
{
    /// <summary>What a card's expected error may be for a group to be decided by a tap: the person sees each and says yes.</summary>
    private const double Suggestible = 0.1;

    private readonly List<DeckCard> cards;
    private readonly HashSet<Guid> heldBack;
    private readonly LearningDeck plan;
    private readonly Dictionary<PatternKey, Tally> known;

    private Deck(
        MemoryOwner owner, PersonMemory memory, string documentType, double tolerance, List<DeckCard> cards, Dictionary<PatternKey, RememberedPattern> told, HashSet<Guid> heldBack)
    {
        (Owner, Memory, DocumentType, this.cards, Told, this.heldBack) = (owner, memory, documentType, cards, told, heldBack);
        known = memory.Patterns.GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.Aggregate(default(Tally), (sum, row) => sum + row.Tally));
        plan = new LearningDeck(memory, documentType, tolerance, cards.Index().Where(card => card.Item.IsOpen)
            .Select(card => new Card(card.Item.Id, card.Item.Key, card.Index, IsOn(card.Item.Key))));
    }

    public MemoryOwner Owner { get; }

    public PersonMemory Memory { get; }

    public string DocumentType { get; }

    /// <summary>What the person said about patterns of this deck.</summary>
    public IReadOnlyDictionary<PatternKey, RememberedPattern> Told { get; }

    public IReadOnlyList<DeckCard> Cards => cards;

    /// <summary>Cards of the autopilot are among them that their person answers without knowing.</summary>
    public bool IsAudited => heldBack.Count > 0;

    /// <param name="contentType">Of the job's file.</param>
    /// <param name="tolerance">The expected share of mistakes at which a card counts as settled; null: the usual one.</param>
    public static async Task<Deck> OfAsync(
        JobsDbContext db, Guid jobId, Guid userId, string contentType, double? tolerance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var owner = await db.MemoryOfAsync(userId, cancellationToken);
        var all = await DeckCard.OfAsync(db, jobId, cancellationToken);
        string[] categories = [.. all.Select(card => card.Category).Distinct()];
        var told = await db.MemoryPatterns.AsNoTracking().Where(pattern => pattern.UserId == userId && categories.Contains(pattern.Category)).ToListAsync(cancellationToken);
        var memory = owner.IsOn ? await db.RecallAsync(userId, jobId, now, cancellationToken) : new PersonMemory(now, []);
        var audited = await (
            from batch in db.AutopilotBatches
            join card in db.AutopilotAudits on batch.Id equals card.BatchId
            where batch.JobId == jobId && batch.State == BatchState.Auditing
            select card.ChangeId).ToListAsync(cancellationToken);
        return new Deck(
            owner, memory, DocumentTypes.Of(contentType), tolerance ?? Tolerances.Usual, all,
            told.ToDictionary(pattern => new PatternKey(pattern.Category, pattern.Pattern)), [.. audited]);
    }

    /// <summary>The open cards, what settles most first. A memory that is off leaves them as one reads.</summary>
    public IReadOnlyList<Guid> Order()
    {
        if (!Owner.IsOn)
        {
            return [.. cards.Where(card => card.IsOpen).Select(card => card.Id)];
        }

        var last = cards.Index().Where(card => card.Item.By == DecidedBy.Person).OrderByDescending(card => card.Item.DecidedAt).Select(card => (int?)card.Index).FirstOrDefault();
        var order = plan.Order(last).Select(card => card.Id).ToList();
        return heldBack.Count == 0 ? order : Mixed(order);
    }

    /// <summary>Null when there is nothing to say: the memory is off, or nothing is open.</summary>
    public SwipesLeft? SwipesLeft()
    {
        if (!Owner.IsOn || plan.Open.Count == 0)
        {
            return null;
        }

        // What is held back is settled and is asked about all the same.
        var asked = cards.Count(card => card.IsOpen && heldBack.Contains(card.Id));
        var left = plan.SwipesLeft;
        return new SwipesLeft(Math.Min(plan.Open.Count, left.From + asked), Math.Min(plan.Open.Count, left.To + asked));
    }

    /// <summary>The person's own decisions on a pattern, in all types of documents.</summary>
    public Tally Known(PatternKey key) => known.GetValueOrDefault(key);

    public Belief Of(PatternKey key) => Memory.Of(key, DocumentType);

    /// <summary>
    /// What the person would say to all of a pattern; null where that is not clear. And for all patterns while an audit
    /// runs: what is held back is to be answered card by card, and nothing may tell which those are.
    /// </summary>
    public bool? Suggest(PatternKey key) =>
        Owner.IsOn && !IsAudited && IsOn(key) && Known(key) is var said && said.Accepted + said.Rejected >= Belief.LeastInPattern && Of(key) is var belief && belief.IsSettled(Suggestible)
            ? belief.LeansToAccept
            : null;

    /// <summary>Open cards that are sure enough to be decided for the person, as one reads, with what would be decided.</summary>
    public IEnumerable<(DeckCard Card, Belief Belief)> Surer(double threshold) =>
        from card in cards
        where card.IsOpen && IsOn(card.Key)
        let belief = plan.Of(card.Id)
        where belief.IsBacked() && AutopilotEvidence.Reaches(belief.Certainty, threshold)
        select (card, belief);

    private bool IsOn(PatternKey key) => Owner.IsOn && Told.GetValueOrDefault(key)?.IsOn != false;

    /// <summary>
    /// By its place a settled card would tell that it is held back: settled ones come last, and the others of its kind are
    /// decided. So each is put anywhere between the rest, in a place that stays about the same from one look to the next.
    /// </summary>
    private List<Guid> Mixed(List<Guid> order)
    {
        var mixed = order.FindAll(id => !heldBack.Contains(id));
        foreach (var id in order.Where(heldBack.Contains).OrderBy(Place))
        {
            mixed.Insert(Math.Min(mixed.Count, (int)(Place(id) * (mixed.Count + 1))), id);
        }

        return mixed;

        // The id is a hash, of what nobody chooses.
        static double Place(Guid id) => BitConverter.ToUInt32(id.ToByteArray(), 8) / (double)uint.MaxValue;
    }
}
