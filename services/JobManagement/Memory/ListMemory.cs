using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What a person's memory holds, what was decided last first.</summary>
internal static class ListMemory
{
    internal enum Kind
    {
        /// <summary>Those with a rule, be it proposed, on or off.</summary>
        Rule,
        Pattern,
    }

    /// <param name="q">Part of a pattern.</param>
    public static async Task<Results<Ok<Page<PatternView>>, ErrorResult>> HandleAsync(
        CurrentUser user, PageQuery page, string? q, string? kind, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Words<Kind>.TryRead(kind, out var wanted))
        {
            return Words<Kind>.Refuse("kind");
        }

        Place? after = null;
        if (page.Cursor is not null && !Cursor.TryDecode(page.Cursor, out after))
        {
            return Cursor.Invalid();
        }

        // All are summed up for a page: what is expected of one follows from the others, and a person has some hundreds.
        var patterns = (await PatternView.OfAsync(db, user.Id, null, clock.Now(), cancellationToken)).AsEnumerable();
        patterns = wanted is null ? patterns : patterns.Where(pattern => pattern.Rule == RuleState.None == (wanted == Kind.Pattern));
        patterns = string.IsNullOrWhiteSpace(q) ? patterns : patterns.Where(pattern => pattern.Pattern.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase)
            || pattern.Title.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase));
        patterns = after is null ? patterns : patterns.SkipWhile(pattern => Place.Of(pattern).IsUpTo(after));
        List<PatternView> found = [.. patterns.Take(page.Limit + 1)];
        return TypedResults.Ok(Page<PatternView>.From(
            await PatternView.WithExamplesAsync(db, user.Id, found, cancellationToken), page.Limit, pattern => pattern, pattern => Cursor.Encode(Place.Of(pattern))));
    }

    /// <summary>The pattern to go on after: it holds when patterns move to the top or go meanwhile.</summary>
    private sealed record Place(DateTimeOffset? At, Guid Id)
    {
        public static Place Of(PatternView pattern) => new(pattern.LastDecidedAt, pattern.PatternId);

        public bool IsUpTo(Place last) => Nullable.Compare(At, last.At) is var order && (order > 0 || (order == 0 && Id.CompareTo(last.Id) <= 0));
    }
}
