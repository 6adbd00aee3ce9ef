using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

internal enum Side
{
    Accept,
    Reject,
}

internal enum RuleState
{
    None,

    /// <summary>Rejected often enough to ask; acts only after a yes.</summary>
    Proposed,
    On,
    Off,
}

internal sealed record Example(string Original, string Replacement);

/// <summary>A pattern as its person sees it in their memory.</summary>
/// <param name="Words">What is known, or the rule, in a line.</param>
/// <param name="Weight">Decisions as they count by their age.</param>
/// <param name="Probability">Of an accept.</param>
/// <param name="Side">The settled one; null while there is none.</param>
/// <param name="Examples">The latest, as long as the files that they are of are there.</param>
internal sealed record PatternView(
    Guid PatternId, string Pattern, string Category, string Title, string Words, int Accepted, int Rejected, double Weight, double Probability, bool IsSettled, Side? Side,
    RuleState Rule, bool IsOn, DateTimeOffset? LastDecidedAt, IReadOnlyList<Example> Examples)
{
    private const int MostExamples = 3;

    /// <summary>Without examples, the latest first.</summary>
    /// <param name="patternId">Null: all.</param>
    public static async Task<List<PatternView>> OfAsync(JobsDbContext db, Guid userId, Guid? patternId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What is expected of one pattern follows from the others of its category too.
        var known = await Knowledge.SumUp(db.MemoryEvidence.Where(piece => piece.UserId == userId)).ToListAsync(cancellationToken);
        var told = await db.MemoryPatterns.AsNoTracking().Where(pattern => pattern.UserId == userId).ToDictionaryAsync(pattern => pattern.PatternId, cancellationToken);
        var memory = Knowledge.Recall(known.Where(pattern => told.GetValueOrDefault(pattern.PatternId)?.IsOn ?? true), now);
        var ofPattern = known.ToLookup(pattern => pattern.PatternId);
        return [.. ofPattern.Select(pattern => (Id: pattern.Key, pattern.First().Category, pattern.First().Pattern))
            .UnionBy(told.Values.Select(pattern => (Id: pattern.PatternId, pattern.Category, pattern.Pattern)), pattern => pattern.Id)
            .Where(pattern => patternId is null || pattern.Id == patternId)
            .Select(pattern => Of(pattern.Id, pattern.Category, pattern.Pattern, [.. ofPattern[pattern.Id]], told.GetValueOrDefault(pattern.Id), memory))
            .OrderByDescending(pattern => pattern.LastDecidedAt).ThenBy(pattern => pattern.PatternId)];
    }

    public static async Task<IReadOnlyList<PatternView>> WithExamplesAsync(
        JobsDbContext db, Guid userId, IReadOnlyList<PatternView> patterns, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. patterns.Select(pattern => pattern.PatternId)];
        var found = await db.Database.SqlQuery<ExampleRow>($"""
            select named.id as "PatternId", change.original as "Original", change.replacement as "Replacement"
            from unnest({ids}) as named (id) cross join lateral (
                select change.original, change.replacement
                from memory_evidence piece join changes change on change.id = piece.change_id
                where piece.user_id = {userId} and piece.pattern_id = named.id and change.user_id = {userId} and change.original || change.replacement <> ''
                order by piece.decided_at desc limit {MostExamples}) change
            """).ToListAsync(cancellationToken);
        var examples = found.ToLookup(row => row.PatternId, row => new Example(row.Original, row.Replacement));
        return [.. patterns.Select(pattern => pattern with { Examples = [.. examples[pattern.PatternId].Distinct()] })];
    }

    private static PatternView Of(Guid id, string category, string pattern, List<KnownPattern> known, RememberedPattern? told, PersonMemory memory)
    {
        var evidence = known.Aggregate(default(Tally), (sum, row) => sum + row.ToLearned().Tally);
        var belief = memory.Of(new PatternKey(category, pattern), known.MaxBy(row => row.LastDecidedAt)?.DocumentType ?? "prose");
        bool? side = belief.Evidence.Decisions > 0 && belief.IsSettled(RuleProposals.Tolerance) ? belief.LeansToAccept : null;
        var rule = told?.Rule switch
        {
            RuleAnswer.On => RuleState.On,
            RuleAnswer.Off => RuleState.Off,
            _ => told is not { IsOn: false } && RuleProposals.IsDue(belief) ? RuleState.Proposed : RuleState.None,
        };
        return new PatternView(
            id, pattern, category, PatternWords.Title(category, pattern),
            rule is RuleState.On or RuleState.Proposed ? PatternWords.NeverSuggest(category, pattern) : PatternWords.Known(category, pattern, side),
            evidence.Accepted, evidence.Rejected, evidence.At(memory.AsOf).Weight, belief.Probability, side is not null,
            side switch { true => Memory.Side.Accept, false => Memory.Side.Reject, null => null },
            rule, told?.IsOn ?? true, known.Count == 0 ? null : known.Max(row => row.LastDecidedAt), []);
    }

    private sealed record ExampleRow(Guid PatternId, string Original, string Replacement);
}
