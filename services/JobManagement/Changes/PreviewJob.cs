using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Changes;

/// <summary>The document's text as it was, as decided so far, or as if everything that is not rejected were accepted.</summary>
internal static class PreviewJob
{
    internal enum View
    {
        Original,
        Current,
        All,
    }

    internal sealed record PreviewBlock(string BlockId, string Kind, string Text);

    public static async Task<Results<Ok<Page<PreviewBlock>>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, PageQuery page, string? view, JobsDbContext db, CancellationToken cancellationToken)
    {
        if (!Words<View>.TryRead(view, out var wanted))
        {
            return Words<View>.Refuse("view");
        }

        var after = -1;
        if (page.Cursor is not null && !Cursor.TryDecode(page.Cursor, out after))
        {
            return Cursor.Invalid();
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

        var blocks = await db.Blocks.AsNoTracking().Where(block => block.JobId == id && block.Ordinal > after)
            .OrderBy(block => block.Ordinal).Take(page.Limit + 1).ToListAsync(cancellationToken);
        var changes = await ChangesOfAsync(db, id, blocks, wanted ?? View.Current, cancellationToken);
        return TypedResults.Ok(Page<PreviewBlock>.From(
            blocks, page.Limit,
            block => new PreviewBlock(block.BlockId, block.Kind, block.With(changes[block.Ordinal])),
            block => Cursor.Encode(block.Ordinal)));
    }

    private static async Task<ILookup<int, Change>> ChangesOfAsync(
        JobsDbContext db, Guid jobId, List<Block> blocks, View view, CancellationToken cancellationToken)
    {
        if (blocks.Count == 0 || view == View.Original)
        {
            return Array.Empty<Change>().ToLookup(change => change.BlockOrdinal);
        }

        var (first, last) = (blocks[0].Ordinal, blocks[^1].Ordinal);
        var changes = db.Changes.AsNoTracking().Where(change => change.JobId == jobId && change.BlockOrdinal >= first && change.BlockOrdinal <= last);
        changes = view == View.Current
            ? changes.Where(change => change.State == ChangeState.Accepted)
            : changes.Where(change => change.State != ChangeState.Rejected);
        return (await changes.ToListAsync(cancellationToken)).ToLookup(change => change.BlockOrdinal);
    }
}
