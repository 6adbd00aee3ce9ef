using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.JobManagement.Memory;

/// <summary>The whole memory as a file; of very many decisions the latest, since the others weigh next to nothing.</summary>
internal static class ExportMemory
{
    public static async Task<Ok<MemoryFile>> HandleAsync(
        CurrentUser user, HttpResponse response, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var evidence = await db.MemoryEvidence.AsNoTracking().Where(piece => piece.UserId == user.Id)
            .OrderByDescending(piece => piece.DecidedAt).ThenBy(piece => piece.ChangeId).Take(MemoryFile.MostDecisions).ToListAsync(cancellationToken);
        var told = await db.MemoryPatterns.AsNoTracking().Where(pattern => pattern.UserId == user.Id).ToDictionaryAsync(pattern => pattern.PatternId, cancellationToken);
        var ofPattern = evidence.ToLookup(piece => piece.PatternId);
        response.Headers.ContentDisposition = "attachment; filename=\"memory.json\"";
        return TypedResults.Ok(new MemoryFile
        {
            Version = MemoryFile.CurrentVersion,
            ExportedAt = clock.Now(),
            Patterns = [.. ofPattern.Select(pattern => (Id: pattern.Key, pattern.First().Category, pattern.First().Pattern))
                .UnionBy(told.Values.Select(pattern => (Id: pattern.PatternId, pattern.Category, pattern.Pattern)), pattern => pattern.Id)
                .OrderBy(pattern => pattern.Category, StringComparer.Ordinal).ThenBy(pattern => pattern.Pattern, StringComparer.Ordinal)
                .Take(MemoryFile.MostPatterns)
                .Select(pattern => new MemoryFile.PatternEntry
                {
                    Pattern = pattern.Pattern,
                    Category = pattern.Category,
                    Rule = told.GetValueOrDefault(pattern.Id)?.Rule ?? RuleAnswer.None,
                    IsOn = told.GetValueOrDefault(pattern.Id)?.IsOn ?? true,
                    Decisions = [.. ofPattern[pattern.Id].Select(piece =>
                        new MemoryFile.DecisionEntry(piece.ChangeId, piece.Accepted, piece.DecidedAt, piece.DocumentType, piece.Fingerprint))],
                })],
        });
    }
}
