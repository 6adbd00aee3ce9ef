using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Dispatch;

/// <summary>The line is the jobs table, in the order of the view <c>job_line</c>; the broker holds only the next few.</summary>
internal sealed class Line(JobsDbContext db, IOptions<DispatchOptions> options, TimeProvider clock)
{
    private const long Lock = 0x5377_6970_6552_0010;

    /// <summary>Takes jobs back whose workers are gone, and sends the next ones as far as there is room. Any number of instances may.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> AdvanceAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // One at a time: the room that is left and who is next must not be read by two at once.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);
        await TakeBackAsync(now, cancellationToken);
        var sent = await SendAsync(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return sent;
    }

    private Task<int> TakeBackAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unclaimed = now - options.Value.ClaimPatience;
        return db.Jobs
            .Where(job => (job.Status == JobStatus.Queued || job.Status == JobStatus.Running) && job.DispatchedAt != null)
            .Where(job => job.LeaseUntil == null ? job.DispatchedAt < unclaimed : job.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set
                .SetProperty(job => job.DispatchedAt, (DateTimeOffset?)null)
                .SetProperty(job => job.LeaseId, (Guid?)null)
                .SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
    }

    private async Task<int> SendAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inFlight = await db.Jobs.CountAsync(
            job => (job.Status == JobStatus.Queued || job.Status == JobStatus.Running) && job.DispatchedAt != null, cancellationToken);
        var room = Math.Max(options.Value.InFlight, await CountPlacesAsync(now, cancellationToken)) - inFlight;
        if (room <= 0)
        {
            return 0;
        }

        var next = await db.Database.SqlQuery<Place>($"""
            select id, priority, user_id as "UserId", turn, pass from job_line order by pass, priority, turn, id limit {room}
            """).ToDictionaryAsync(place => place.Id, cancellationToken);
        Guid[] ids = [.. next.Keys];
        var jobs = await db.Jobs.FromSql($"""
            select * from jobs where id = any({ids}) and status in ('queued', 'running') and dispatched_at is null
            for update skip locked
            """).ToListAsync(cancellationToken);
        if (jobs.Count == 0)
        {
            return 0;
        }

        // In the order of the line, which the moments keep.
        foreach (var (place, job) in jobs.OrderBy(job => Array.IndexOf(ids, job.Id)).Index())
        {
            job.Dispatch(db, now.AddMicroseconds(place));
        }

        await db.SaveChangesAsync(cancellationToken);
        // A job costs its class and its user once, however often it has to be sent.
        await MoveOnAsync([.. jobs.Where(job => job.Attempt == 1).Select(job => next[job.Id])], cancellationToken);
        return jobs.Count;
    }

    /// <summary>What the workers take on, and some that lie ready for who is done first.</summary>
    private async Task<int> CountPlacesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = await db.Database.SqlQuery<int>($"select coalesce(sum(places), 0)::int as \"Value\" from workers where seen_until > {now}").SingleAsync(cancellationToken);
        return places + ((places + 3) / 4);
    }

    private Task<int> MoveOnAsync(Place[] sent, CancellationToken cancellationToken)
    {
        int[] priorities = [.. sent.Select(place => place.Priority)];
        Guid[] users = [.. sent.Select(place => place.UserId)];
        long[] turns = [.. sent.Select(place => place.Turn)];
        long[] passes = [.. sent.Select(place => place.Pass)];
        return db.Database.ExecuteSqlAsync($"""
            with sent as (
                select * from unnest({priorities}, {users}, {turns}, {passes}) as place (priority, user_id, turn, pass)
            ), users as (
                insert into line_turns (priority, user_id, pass)
                    select priority, user_id, max(turn) + 1 from sent group by priority, user_id
                on conflict (priority, user_id) do update set pass = excluded.pass
            )
            update line_classes class set pass = latest.pass + class.priority, turn = latest.turn
            from (select priority, max(pass) as pass, max(turn) as turn from sent group by priority) latest
            where class.priority = latest.priority
            """, cancellationToken);
    }

    /// <param name="Turn">Of the user within the class.</param>
    /// <param name="Pass">Of the class.</param>
    private sealed record Place(Guid Id, int Priority, Guid UserId, long Turn, long Pass);
}
