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
    /// <param name="categories">Null: all. Patterns of a category inform each other, those of others don't.</param>
    public static async Task<PersonMemory> RecallAsync(
        this JobsDbContext db, Guid userId, IReadOnlyCollection<string>? categories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var evidence = db.MemoryEvidence.Where(piece => piece.UserId == userId
            && !db.MemoryPatterns.Any(pattern => pattern.UserId == userId && pattern.PatternId == piece.PatternId && !pattern.IsOn));
        evidence = categories is null ? evidence : evidence.Where(piece => categories.Contains(piece.Category));
        return new PersonMemory(now, (await SumUp(evidence).ToListAsync(cancellationToken)).Select(pattern => pattern.ToLearned()));
    }

    public static IQueryable<KnownPattern> SumUp(IQueryable<PieceOfEvidence> evidence) => evidence
        .GroupBy(piece => new { piece.PatternId, piece.Category, piece.Pattern, piece.DocumentType })
        .Select(group => new KnownPattern(
            group.Key.PatternId, group.Key.Category, group.Key.Pattern, group.Key.DocumentType,
            group.Count(piece => piece.Accepted), group.Count(piece => !piece.Accepted),
            group.Sum(piece => piece.Accepted ? piece.Weight : 0), group.Sum(piece => piece.Accepted ? 0 : piece.Weight),
            group.Max(piece => piece.DecidedAt)));
}
