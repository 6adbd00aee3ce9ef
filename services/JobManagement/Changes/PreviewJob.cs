using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Changes;

/// <summary>
/// The document's text as it was, as decided so far, or as if everything that is not rejected were accepted. Begins
/// at any block and goes on in both directions; blocks are numbered without gaps, so a page costs the same anywhere.
/// </summary>
internal static class PreviewJob
{
    internal enum View
    {
        Original,
        Current,
        All,
    }

    /// <param name="Changes">In the order of the text. One that is not in it, because another took its words away, is left out.</param>
    internal sealed record PreviewBlock(string BlockId, string Kind, string Text, IReadOnlyList<ChangeMark> Changes);

    /// <param name="PreviousCursor">For the page before this one; null on the first.</param>
    internal sealed record PreviewPage(IReadOnlyList<PreviewBlock> Items, string? NextCursor, string? PreviousCursor);

    /// <summary>A page either begins at a block or ends before one.</summary>
    private sealed record Place(int? From, int? Before)
    {
        public bool IsSound => From is >= 0 ^ Before is >= 0;
    }

    /// <param name="from">The id of the block that the page begins with.</param>
    public static async Task<Results<Ok<PreviewPage>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, PageQuery page, string? view, string? from, JobsDbContext db, CancellationToken cancellationToken)
    {
        if (!Words<View>.TryRead(view, out var wanted))
        {
            return Words<View>.Refuse("view");
        }

        var place = new Place(0, null);
        if (page.Cursor is not null && (!Cursor.TryDecode<Place>(page.Cursor, out var decoded) || !(place = decoded!).IsSound))
        {
            return Cursor.Invalid();
        }

        if (from is not null && (page.Cursor is not null || !PlainText.IsClean(from)))
        {
            return ErrorResults.Validation("from is the id of a block, and comes without a cursor.", "from");
        }

        // One snapshot: decisions made meanwhile are in all blocks of a page or in none.
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var job = await db.Jobs.Where(job => job.Id == id && job.UserId == user.Id).Select(job => new { job.ContentErasedAt }).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.ContentErasedAt is not null)
        {
            return ErrorResults.Gone("The file of this job was deleted, and its text with it.");
        }

        if (from is not null)
        {
            place = new Place(await db.Blocks.Where(block => block.JobId == id && block.BlockId == from).Select(block => (int?)block.Ordinal).SingleOrDefaultAsync(cancellationToken), null);
            if (!place.IsSound)
            {
                return ErrorResults.NotFound("block");
            }
        }

        return TypedResults.Ok(await ReadAsync(db, id, place, page.Limit, wanted ?? View.Current, cancellationToken));
    }

    private static async Task<PreviewPage> ReadAsync(JobsDbContext db, Guid jobId, Place place, int limit, View view, CancellationToken cancellationToken)
    {
        var first = place.From ?? Math.Max(0, place.Before!.Value - limit);
        var most = place.Before is { } end ? end - first : limit;
        // One more than is shown: it only says that there is more.
        var found = await db.Blocks.AsNoTracking().Where(block => block.JobId == jobId && block.Ordinal >= first)
            .OrderBy(block => block.Ordinal).Take(most + 1).ToListAsync(cancellationToken);
        var blocks = found.Take(most).ToList();
        var (made, others) = await ChangesOfAsync(db, jobId, blocks, view, cancellationToken);
        return new PreviewPage(
            [.. blocks.Select(block => Show(block, made, others))],
            found.Count > most && most > 0 ? Cursor.Encode(new Place(blocks[^1].Ordinal + 1, null)) : null,
            first > 0 ? Cursor.Encode(new Place(null, first)) : null);
    }

    private static PreviewBlock Show(Block block, ILookup<int, Change> made, ILookup<int, Change> others)
    {
        var (text, marks) = block.With([.. made[block.Ordinal]], [.. others[block.Ordinal]]);
        return new PreviewBlock(block.BlockId, block.Kind, text, marks);
    }

    private static async Task<(ILookup<int, Change> Made, ILookup<int, Change> Others)> ChangesOfAsync(
        JobsDbContext db, Guid jobId, List<Block> blocks, View view, CancellationToken cancellationToken)
    {
        var (first, last) = blocks.Count == 0 ? (0, -1) : (blocks[0].Ordinal, blocks[^1].Ordinal);
        var changes = await db.Changes.AsNoTracking()
            .Where(change => change.JobId == jobId && change.BlockOrdinal >= first && change.BlockOrdinal <= last).ToListAsync(cancellationToken);
        var made = view switch
        {
            View.Current => changes.FindAll(change => change.State == ChangeState.Accepted),
            View.All => await AllAsync(db, changes, cancellationToken),
            _ => [],
        };
        return (made.ToLookup(change => change.BlockOrdinal), changes.Except(made).ToLookup(change => change.BlockOrdinal));
    }

    /// <summary>What is accepted excludes nothing that is undecided: that would be settled. Of the undecided the surest stand for the others.</summary>
    private static async Task<List<Change>> AllAsync(JobsDbContext db, List<Change> changes, CancellationToken cancellationToken)
    {
        var hopeful = changes.FindAll(change => change.State is ChangeState.Pending or ChangeState.Skipped);
        return [.. changes.Where(change => change.State == ChangeState.Accepted), .. Pick.Surest(hopeful, await ChangeConflict.RivalsAsync(db, hopeful, cancellationToken))];
    }
}
