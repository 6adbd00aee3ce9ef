using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.JobManagement.Memory;

internal static class MemorySettings
{
    /// <param name="IsOn">Off: nothing is learned, nothing is done with what was, and decks come as one reads.</param>
    /// <param name="Autopilot">Whether it may be offered that the rest be decided.</param>
    internal sealed record Settings(bool IsOn, bool Autopilot);

    public static async Task<Ok<Settings>> GetAsync(CurrentUser user, JobsDbContext db, CancellationToken cancellationToken)
    {
        var owner = await db.MemoryOfAsync(user.Id, cancellationToken);
        return TypedResults.Ok(new Settings(owner.IsOn, owner.Autopilot));
    }

    public static async Task<Ok<Settings>> PutAsync(Settings settings, CurrentUser user, JobsDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var owner = await db.LockMemoryAsync(user.Id, cancellationToken);
        (owner.IsOn, owner.Autopilot) = settings;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(settings);
    }
}
