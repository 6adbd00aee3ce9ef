using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Changes;

/// <summary>
/// The deck. In <c>document</c> order as one reads; in <c>smart</c> order the largest patterns first and in them the
/// surest changes, so that the first swipes settle the most. A cursor is the change to go on after: it holds when cards
/// are decided meanwhile.
/// </summary>
internal static class ListChanges
{
    internal enum StateFilter
    {
        Pending,
        Decided,
        Accepted,
        Rejected,
        Skipped,
    }

    internal enum Order
    {
        Document,
        Smart,
    }

    public static async Task<Results<Ok<Page<ChangeView>>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, PageQuery page, string? state, string? category, string? order,
        JobsDbContext db, CancellationToken cancellationToken)
    {
        if (!Words<StateFilter>.TryRead(state, out var filter))
        {
            return Words<StateFilter>.Refuse("state");
        }

        if (!Words<Order>.TryRead(order, out var ordering))
        {
            return Words<Order>.Refuse("order");
        }

        if (category is not null && !PlainText.IsClean(category))
        {
            return ErrorResults.Validation("A category holds no control characters.", "category");
        }

        var job = await db.Jobs.Where(job => job.Id == id && job.UserId == user.Id).Select(job => new { job.ContentErasedAt }).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.ContentErasedAt is not null)
        {
            return ErrorResults.Gone("The file of this job was deleted, and its changes with it.");
        }

        Change? last = null;
        if (page.Cursor is not null)
        {
            if (!Cursor.TryDecode<Guid>(page.Cursor, out var lastId)
                || (last = await db.Changes.AsNoTracking().SingleOrDefaultAsync(change => change.JobId == id && change.Id == lastId, cancellationToken)) is null)
            {
                return Cursor.Invalid();
            }
        }

        var states = States(filter);
        var found = ordering == Order.Smart
            ? await db.Changes.FromSql(Smart(id, last?.Id, states, category, page.Limit + 1)).AsNoTracking().ToListAsync(cancellationToken)
            : await InDocument(db, id, last, states, category).Take(page.Limit + 1).ToListAsync(cancellationToken);
        var conflicts = await ConflictView.OfAsync(db, found, cancellationToken);
        return TypedResults.Ok(Page<ChangeView>.From(
            found, page.Limit, change => ChangeView.Of(change, conflicts[change.Id]), change => Cursor.Encode(change.Id)));
    }

    private static IQueryable<Change> InDocument(JobsDbContext db, Guid jobId, Change? last, ChangeState[] states, string? category)
    {
        var changes = db.Changes.AsNoTracking().Where(change => change.JobId == jobId && states.Contains(change.State));
        changes = category is null ? changes : changes.Where(change => change.Category == category);
        changes = last is null ? changes : changes.Where(change => EF.Functions.GreaterThan(
            ValueTuple.Create(change.BlockOrdinal, change.Start, change.Id), ValueTuple.Create(last.BlockOrdinal, last.Start, last.Id)));
        return changes.OrderBy(change => change.BlockOrdinal).ThenBy(change => change.Start).ThenBy(change => change.Id);
    }

    // Ranks count all changes of the job, decided ones too: else each swipe would move the cards behind the cursor.
    private static FormattableString Smart(Guid jobId, Guid? last, ChangeState[] states, string? category, int limit)
    {
        string[] words = [.. states.Select(state => state.ToString().ToLowerInvariant())];
        return $"""
            with ranked as (
                select change.*, row_number() over (
                    order by pattern.size desc, change.pattern, change.confidence desc, change.block_ordinal, change.span_start, change.id) as rank
                from changes change
                    join (select pattern, count(*) as size from changes where job_id = {jobId} group by pattern) pattern on pattern.pattern = change.pattern
                where change.job_id = {jobId}
            )
            select * from ranked
            where rank > coalesce((select rank from ranked where id = {last}), 0)
                and state = any({words}) and ({category}::text is null or category = {category})
            order by rank
            limit {limit}
            """;
    }

    private static ChangeState[] States(StateFilter? filter) => filter switch
    {
        StateFilter.Pending => [ChangeState.Pending],
        StateFilter.Decided => [ChangeState.Accepted, ChangeState.Rejected, ChangeState.Skipped],
        StateFilter.Accepted => [ChangeState.Accepted],
        StateFilter.Rejected => [ChangeState.Rejected],
        StateFilter.Skipped => [ChangeState.Skipped],
        _ => Enum.GetValues<ChangeState>(),
    };
}
