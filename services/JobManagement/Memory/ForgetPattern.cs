using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What was learned of one pattern goes, with its rule. It may be learned again from what is decided after.</summary>
internal static class ForgetPattern
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(
        Guid patternId, CurrentUser user, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMemoryAsync(user.Id, cancellationToken);
        var forgotten = await db.MemoryEvidence.Where(piece => piece.UserId == user.Id && piece.PatternId == patternId).ExecuteDeleteAsync(cancellationToken)
            + await db.MemoryPatterns.Where(pattern => pattern.UserId == user.Id && pattern.PatternId == patternId).ExecuteDeleteAsync(cancellationToken);
        if (forgotten == 0)
        {
            return ErrorResults.NotFound("pattern");
        }

        await db.MemoryShadows.Where(shadow => shadow.UserId == user.Id && shadow.PatternId == patternId).ExecuteDeleteAsync(cancellationToken);
        await db.MemoryRestored.Where(change => change.UserId == user.Id && change.PatternId == patternId).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            insert into memory_forgotten (user_id, pattern_id, at) values ({user.Id}, {patternId}, {clock.Now()})
            on conflict (user_id, pattern_id) do update set at = excluded.at
            """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
