using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Retention;

/// <summary>A person is erased: their rows go, with the names in them, and the sweeper takes their bytes.</summary>
internal sealed class EraseFiles(StorageDbContext db, TimeProvider clock) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"delete from tiers where user_id = {context.Message.UserId}", context.CancellationToken);
        // A file that its owner had deleted may have been doomed already.
        await db.Database.ExecuteSqlAsync($"""
            with erased as (delete from files where user_id = {context.Message.UserId} returning object_key),
                 ended as (delete from uploads where user_id = {context.Message.UserId} returning id),
                 parts as (delete from upload_parts using ended where upload_id = ended.id returning object_key)
            insert into doomed_objects (object_key, due_at)
            select object_key, {now} from erased union all select object_key, {now} from parts
            on conflict (object_key) do update set due_at = excluded.due_at
            """, context.CancellationToken);
    }
}
