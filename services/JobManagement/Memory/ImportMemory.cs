using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Adds what an exported memory holds and this one doesn't: what is here already stays as it is, so a file that comes
/// again changes nothing. Of a change of the person's own only what they say to it now is taken: the job is the truth.
/// </summary>
internal static class ImportMemory
{
    public const long LargestBody = 16 * 1024 * 1024;

    /// <param name="Imported">Decisions, and patterns with a rule or a switch, that were not here.</param>
    /// <param name="Skipped">Those that were, or that no longer stand.</param>
    internal sealed record Response(int Imported, int Skipped);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        MemoryFile file, CurrentUser user, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (file.Refuse() is var (message, field))
        {
            return ErrorResults.Validation(message, field);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMemoryAsync(user.Id, cancellationToken);
        var patterns = file.Patterns.Where(pattern => pattern.Rule != RuleAnswer.None || !pattern.IsOn).ToList();
        var imported = await LearnAsync(db, user.Id, file, clock.Now(), cancellationToken);
        foreach (var pattern in patterns)
        {
            imported += await db.Database.ExecuteSqlAsync($"""
                insert into memory_patterns (user_id, pattern_id, pattern, category, rule, is_on, changed_at)
                values ({user.Id}, {RememberedPattern.IdOf(user.Id, pattern.Category, pattern.Pattern)}, {pattern.Pattern}, {pattern.Category},
                    {pattern.Rule.ToString().ToLowerInvariant()}, {pattern.IsOn}, {clock.Now()})
                on conflict (user_id, pattern_id) do nothing
                """, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(imported, patterns.Count + file.Patterns.Sum(pattern => pattern.Decisions.Count) - imported));
    }

    private static Task<int> LearnAsync(JobsDbContext db, Guid userId, MemoryFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = file.Patterns.SelectMany(pattern => pattern.Decisions, (pattern, decision) => (Pattern: pattern, Decision: decision)).DistinctBy(row => row.Decision.Id).ToList();
        Guid[] ids = [.. rows.Select(row => row.Decision.Id)];
        Guid[] patternIds = [.. rows.Select(row => RememberedPattern.IdOf(userId, row.Pattern.Category, row.Pattern.Pattern))];
        string[] patterns = [.. rows.Select(row => row.Pattern.Pattern)];
        string[] categories = [.. rows.Select(row => row.Pattern.Category)];
        string[] documentTypes = [.. rows.Select(row => row.Decision.DocumentType)];
        bool[] accepted = [.. rows.Select(row => row.Decision.Accepted)];
        Guid?[] fingerprints = [.. rows.Select(row => row.Decision.Fingerprint)];
        // Nothing was decided later than now: it would outweigh all that is.
        DateTimeOffset[] decidedAt = [.. rows.Select(row => (row.Decision.At < now ? row.Decision.At : now).ToMicroseconds())];
        double[] weights = [.. decidedAt.Select(PieceOfEvidence.WeightOf)];
        return db.Database.ExecuteSqlAsync($"""
            insert into memory_evidence (user_id, change_id, pattern_id, pattern, category, document_type, accepted, fingerprint, decided_at, weight)
            select {userId}, piece.id, piece.pattern_id, piece.pattern, piece.category, piece.document_type, piece.accepted, piece.fingerprint, piece.decided_at, piece.weight
            from unnest({ids}, {patternIds}, {patterns}, {categories}, {documentTypes}, {accepted}, {fingerprints}, {decidedAt}, {weights})
                    as piece (id, pattern_id, pattern, category, document_type, accepted, fingerprint, decided_at, weight)
                left join changes own on own.id = piece.id and own.user_id = {userId}
            where own.id is null or (own.settled_by is null and coalesce(own.decided_by, 'person') in ('person', 'bulk')
                and case when piece.accepted then own.decision_action in ('accept', 'edit') else own.decision_action = 'reject' end)
            on conflict (user_id, change_id) do nothing
            """, cancellationToken);
    }
}
