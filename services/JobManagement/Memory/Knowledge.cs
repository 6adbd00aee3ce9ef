using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>A person's evidence on a pattern in documents of one type, summed up.</summary>
internal sealed record KnownPattern(
    Guid PatternId, string Category, string Pattern, string DocumentType, int Accepted, int Rejected, double AcceptedWeight, double RejectedWeight, DateTimeOffset LastDecidedAt)
{
    public LearnedPattern ToLearned() => new(new PatternKey(Category, Pattern), DocumentType, new Tally(Accepted, Rejected, AcceptedWeight, RejectedWeight));
}

/// <summary>What is known of a person.</summary>
internal static class Knowledge
{
    /// <summary>All of it but the patterns that are switched off: how steady a person is shows in everything that they decide.</summary>
    /// <param name="jobId">Whose cards it is asked about: what their proposers are worth is expected before the person has decided.</param>
    public static async Task<PersonMemory> RecallAsync(this JobsDbContext db, Guid userId, Guid jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var evidence = db.MemoryEvidence.Where(piece => piece.UserId == userId
            && !db.MemoryPatterns.Any(pattern => pattern.UserId == userId && pattern.PatternId == piece.PatternId && !pattern.IsOn));
        return Recall(await SumUp(evidence).ToListAsync(cancellationToken), now, await PrecisionAsync(db, jobId, cancellationToken));
    }

    public static PersonMemory Recall(IEnumerable<KnownPattern> known, DateTimeOffset now, IReadOnlyDictionary<string, double>? precision = null) =>
        PersonMemory.Fit(now, [.. known.Select(pattern => pattern.ToLearned())], precision is null ? null : new MemoryParameters { Precision = precision });

    public static IQueryable<KnownPattern> SumUp(IQueryable<PieceOfEvidence> evidence) => evidence
        .GroupBy(piece => new { piece.PatternId, piece.Category, piece.Pattern, piece.DocumentType })
        .Select(group => new KnownPattern(
            group.Key.PatternId, group.Key.Category, group.Key.Pattern, group.Key.DocumentType,
            group.Count(piece => piece.Accepted), group.Count(piece => !piece.Accepted),
            group.Sum(piece => piece.Accepted ? piece.Weight : 0), group.Sum(piece => piece.Accepted ? 0 : piece.Weight),
            group.Max(piece => piece.DecidedAt)));

    /// <summary>The router says of each proposal how surely its provider is right in that category, by what people have decided so far.</summary>
    private static Task<Dictionary<string, double>> PrecisionAsync(JobsDbContext db, Guid jobId, CancellationToken cancellationToken) => db.Changes
        .Where(change => change.JobId == jobId).GroupBy(change => change.Category)
        .Select(group => new { Category = group.Key, Confidence = group.Average(change => change.Confidence) })
        .ToDictionaryAsync(group => group.Category, group => group.Confidence, cancellationToken);
}
