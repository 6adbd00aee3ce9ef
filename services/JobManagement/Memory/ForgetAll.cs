using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.JobManagement.Memory;

/// <summary>All that was learned goes, rules too. Decisions stay as they are, what is hidden among them.</summary>
internal static class ForgetAll
{
    public static async Task<NoContent> HandleAsync(CurrentUser user, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var owner = await db.LockMemoryAsync(user.Id, cancellationToken);
        owner.ForgottenAt = clock.Now();
        await ForgetAsync(db, user.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task ForgetAsync(JobsDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        await db.MemoryEvidence.Where(piece => piece.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.MemoryPatterns.Where(pattern => pattern.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.MemoryForgotten.Where(pattern => pattern.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.MemoryShadows.Where(shadow => shadow.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.MemoryRestored.Where(change => change.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }
}
