using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Changes;

/// <summary>
/// The deck. In <c>document</c> order as one reads: a cursor is the change to go on after, and holds when cards are decided
/// meanwhile. In <c>smart</c> order the open ones as <c>/deck</c> has them at that moment, then the others: decisions move
/// that order, so a cursor is the cards that were given, and each comes once however the rest moves.
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
        JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
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

        var job = await db.Jobs.Where(job => job.Id == id && job.UserId == user.Id).Select(job => new { job.ContentErasedAt, job.ContentType }).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.ContentErasedAt is not null)
        {
            return ErrorResults.Gone("The file of this job was deleted, and its changes with it.");
        }

        var wanted = new Wanted(id, States(filter), category, page);
        return ordering == Order.Smart ? await InSmartOrderAsync(db, user.Id, job.ContentType, wanted, clock.Now(), cancellationToken) : await AsOneReadsAsync(db, wanted, cancellationToken);
    }

    private sealed record Wanted(Guid JobId, ChangeState[] States, string? Category, PageQuery Page);

    private static async Task<Results<Ok<Page<ChangeView>>, ErrorResult>> AsOneReadsAsync(JobsDbContext db, Wanted wanted, CancellationToken cancellationToken)
    {
        Change? last = null;
        if (wanted.Page.Cursor is not null)
        {
            if (!Cursor.TryDecode<Guid>(wanted.Page.Cursor, out var lastId)
                || (last = await db.Changes.AsNoTracking().SingleOrDefaultAsync(change => change.JobId == wanted.JobId && change.Id == lastId, cancellationToken)) is null)
            {
                return Cursor.Invalid();
            }
        }

        var found = await InDocument(db, wanted.JobId, last, wanted.States, wanted.Category).Take(wanted.Page.Limit + 1).ToListAsync(cancellationToken);
        var conflicts = await ConflictView.OfAsync(db, found, cancellationToken);
        return TypedResults.Ok(Page<ChangeView>.From(
            found, wanted.Page.Limit, change => ChangeView.Of(change, conflicts[change.Id]), change => Cursor.Encode(change.Id)));
    }

    private static async Task<Results<Ok<Page<ChangeView>>, ErrorResult>> InSmartOrderAsync(
        JobsDbContext db, Guid userId, string contentType, Wanted wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (GivenCards.Read(wanted.Page.Cursor) is not { } given)
        {
            return Cursor.Invalid();
        }

        var deck = await Deck.OfAsync(db, wanted.JobId, userId, contentType, tolerance: null, now, cancellationToken);
        var cards = deck.Cards.Index().Where(card => !given.Holds(card.Index) && wanted.States.Contains(card.Item.State) && (wanted.Category is null || card.Item.Category == wanted.Category))
            .ToDictionary(card => card.Item.Id);
        var next = deck.Order().Where(cards.ContainsKey).Concat(cards.Values.Where(card => !card.Item.IsOpen).Select(card => card.Item.Id)).Take(wanted.Page.Limit + 1).ToList();
        Guid[] ids = [.. next.Take(wanted.Page.Limit)];
        var changes = await db.Changes.AsNoTracking().Where(change => ids.Contains(change.Id)).ToDictionaryAsync(change => change.Id, cancellationToken);
        var conflicts = await ConflictView.OfAsync(db, changes.Values, cancellationToken);
        return TypedResults.Ok(new Page<ChangeView>(
            [.. ids.Select(changeId => ChangeView.Of(changes[changeId], conflicts[changeId]))],
            next.Count > ids.Length ? given.With(ids.Select(changeId => cards[changeId].Index)).Write() : null));
    }

    private static IQueryable<Change> InDocument(JobsDbContext db, Guid jobId, Change? last, ChangeState[] states, string? category)
    {
        var changes = db.Changes.AsNoTracking().Where(change => change.JobId == jobId && states.Contains(change.State));
        changes = category is null ? changes : changes.Where(change => change.Category == category);
        changes = last is null ? changes : changes.Where(change => EF.Functions.GreaterThan(
            ValueTuple.Create(change.BlockOrdinal, change.Start, change.Id), ValueTuple.Create(last.BlockOrdinal, last.Start, last.Id)));
        return changes.OrderBy(change => change.BlockOrdinal).ThenBy(change => change.Start).ThenBy(change => change.Id);
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
