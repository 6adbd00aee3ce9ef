using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// A person's word on a pattern: whether “never suggest …” is a rule, and whether the pattern is learned at all. A rule
/// acts on what is open and on what is proposed from then on; switched off, it leaves what it hid where it is, to be brought
/// back.
/// </summary>
internal static class ChangePattern
{
    internal sealed record Request
    {
        /// <summary><c>on</c> or <c>off</c>.</summary>
        public RuleAnswer? Rule { get; init; }

        /// <summary>False: nothing is learned of it or done with it.</summary>
        public bool? IsOn { get; init; }
    }

    public static async Task<Results<Ok<PatternView>, ErrorResult>> HandleAsync(
        Guid patternId, Request request, CurrentUser user, JobsDbContext db, OpenDecks decks, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Rule == RuleAnswer.None)
        {
            return ErrorResults.Validation("A rule is on or off.", "rule");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMemoryAsync(user.Id, cancellationToken);
        var pattern = await db.MemoryPatterns.SingleOrDefaultAsync(pattern => pattern.UserId == user.Id && pattern.PatternId == patternId, cancellationToken)
            ?? await RememberAsync(db, user.Id, patternId, cancellationToken);
        if (pattern is null)
        {
            return ErrorResults.NotFound("pattern");
        }

        if (request.Rule is { } rule && rule != pattern.Rule)
        {
            (pattern.Rule, pattern.ChangedAt) = (rule, clock.Now());
        }

        pattern.IsOn = request.IsOn ?? pattern.IsOn;
        await db.SaveChangesAsync(cancellationToken);
        var views = await PatternView.OfAsync(db, user.Id, patternId, clock.Now(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (request.Rule == RuleAnswer.On && pattern.IsOn)
        {
            await decks.HideAsync(pattern, cancellationToken);
        }

        return TypedResults.Ok((await PatternView.WithExamplesAsync(db, user.Id, views, cancellationToken))[0]);
    }

    private static async Task<RememberedPattern?> RememberAsync(JobsDbContext db, Guid userId, Guid patternId, CancellationToken cancellationToken)
    {
        var pattern = await db.MemoryEvidence.Where(piece => piece.UserId == userId && piece.PatternId == patternId)
            .Select(piece => new RememberedPattern { UserId = userId, PatternId = patternId, Pattern = piece.Pattern, Category = piece.Category }).FirstOrDefaultAsync(cancellationToken);
        return pattern is null ? null : db.MemoryPatterns.Add(pattern).Entity;
    }
}
