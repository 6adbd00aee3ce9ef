using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.Learning;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What a deck needs besides its changes: their order, groups with what is suggested for them, what is hidden, and the autopilot.</summary>
internal static class GetDeck
{
    /// <param name="Revision">The job's last event when this was computed.</param>
    /// <param name="Order">Open changes, what settles most first.</param>
    /// <param name="SwipesLeft">Until the rest could be decided for the person; null while the memory is off or nothing is open.</param>
    /// <param name="Hidden">Rejected by what the person said before, as one reads.</param>
    /// <param name="HiddenBatchId">To bring all of them back by <c>decisions/bulk/{batchId}/undo</c>; null when nothing is hidden.</param>
    internal sealed record Response(
        long Revision, IReadOnlyList<Guid> Order, IReadOnlyList<Group> Groups, Range? SwipesLeft, IReadOnlyList<Guid> Hidden, Guid? HiddenBatchId,
        IReadOnlyList<ProposedRule> RulesProposed, AutopilotView Autopilot);

    /// <summary>Four decks of five end within the range.</summary>
    internal sealed record Range(int From, int To);

    /// <summary>Open changes of one pattern, two or more.</summary>
    internal sealed record Group(string Pattern, string Category, string Title, IReadOnlyList<Guid> ChangeIds, Suggestion? Suggestion);

    /// <summary>What the person said to changes like these so far, and so may say to the rest.</summary>
    internal sealed record Suggestion(Side Action, int Accepted, int Rejected);

    internal sealed record ProposedRule(Guid PatternId, string Words, int Accepted, int Rejected);

    /// <param name="tolerance">The share of mistakes that the person puts up with, 0.005–0.2.</param>
    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, double? tolerance, JobsDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Tolerances.Refuse(tolerance ?? Tolerances.Usual) is { } wrong)
        {
            return wrong;
        }

        // One snapshot: the revision is that of all that is told.
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var job = await db.Jobs.Where(job => job.Id == id && job.UserId == user.Id).Select(job => new { job.EventSeq, job.ContentType, job.ContentErasedAt }).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.ContentErasedAt is not null)
        {
            return ErrorResults.Gone("The file of this job was deleted, and its changes with it.");
        }

        var deck = await Deck.OfAsync(db, id, user.Id, job.ContentType, tolerance ?? Tolerances.Usual, clock.Now(), cancellationToken);
        var offer = await AutopilotOffer.OfAsync(db, deck, id, tolerance ?? Tolerances.Usual, cancellationToken);
        var order = deck.Order();
        var hidden = deck.Cards.Where(card => card.IsHidden).Select(card => card.Id).ToList();
        return TypedResults.Ok(new Response(
            job.EventSeq, order, Groups(deck, order), deck.SwipesLeft() is { } left ? new Range(left.From, left.To) : null, hidden, hidden.Count > 0 ? Suppression.BatchOf(id) : null,
            Rules(deck, user.Id), AutopilotView.Of(deck, offer, tolerance ?? Tolerances.Usual)));
    }

    private static List<Group> Groups(Deck deck, IReadOnlyList<Guid> order)
    {
        var cards = deck.Cards.Where(card => card.IsOpen).ToDictionary(card => card.Id);
        return [.. order.Select(id => cards[id]).GroupBy(card => card.Key).Where(group => group.Skip(1).Any()).Select(group => new Group(
            group.Key.Pattern, group.Key.Category, PatternWords.Title(group.Key.Category, group.Key.Pattern), [.. group.Select(card => card.Id)],
            deck.Suggest(group.Key) is { } accepts && deck.Known(group.Key) is var said
                ? new Suggestion(accepts ? Side.Accept : Side.Reject, said.Accepted, said.Rejected)
                : null))];
    }

    private static List<ProposedRule> Rules(Deck deck, Guid userId) =>
    [
        .. from key in deck.Cards.Select(card => card.Key).Distinct()
           where deck.Owner.IsOn && deck.Told.GetValueOrDefault(key) is null or { Rule: RuleAnswer.None, IsOn: true } && RuleProposals.IsDue(deck.Of(key))
           let said = deck.Known(key)
           select new ProposedRule(
               RememberedPattern.IdOf(userId, key.Category, key.Pattern), PatternWords.NeverSuggest(key.Category, key.Pattern), said.Accepted, said.Rejected),
    ];
}
