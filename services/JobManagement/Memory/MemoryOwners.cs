using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// The lock order of everything that touches a memory: first the job, if there is one, then the owner's row. Shared by
/// who decides, and held alone by who forgets, imports or switches.
/// </summary>
internal static class MemoryOwners
{
    /// <summary>The switches; their defaults for who has none yet. Takes no lock.</summary>
    public static async Task<MemoryOwner> MemoryOfAsync(this JobsDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await db.MemoryOwners.AsNoTracking().SingleOrDefaultAsync(owner => owner.UserId == userId, cancellationToken) ?? new MemoryOwner { UserId = userId };

    /// <summary>To be held until the transaction ends; others may share it.</summary>
    public static Task<MemoryOwner> ShareMemoryAsync(this JobsDbContext db, Guid userId, CancellationToken cancellationToken) =>
        LockAsync(db, userId, $"select * from memory_owners where user_id = {userId} for share", cancellationToken);

    /// <summary>To be held until the transaction ends; the caller may change it.</summary>
    public static Task<MemoryOwner> LockMemoryAsync(this JobsDbContext db, Guid userId, CancellationToken cancellationToken) =>
        LockAsync(db, userId, $"select * from memory_owners where user_id = {userId} for update", cancellationToken);

    private static async Task<MemoryOwner> LockAsync(JobsDbContext db, Guid userId, FormattableString row, CancellationToken cancellationToken)
    {
        if ((await db.MemoryOwners.FromSql(row).ToListAsync(cancellationToken)).SingleOrDefault() is { } owner)
        {
            return owner;
        }

        await db.Database.ExecuteSqlAsync($"insert into memory_owners (user_id) values ({userId}) on conflict do nothing", cancellationToken);
        return (await db.MemoryOwners.FromSql(row).ToListAsync(cancellationToken)).Single();
    }
}
