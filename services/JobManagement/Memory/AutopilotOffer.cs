using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>A card that could be decided for the person.</summary>
internal sealed record OfferedCard(DeckCard Card, Belief Belief);

/// <summary>Whether the rest of a deck may be decided for its person, by the record of what was predicted before it was seen.</summary>
/// <param name="Latest">The batch of the job that was decided last; null when there is none.</param>
/// <param name="Cards">Those that would be decided, of which some are held back. As one reads; none exclude each other.</param>
/// <param name="Refusal">Why nothing is offered, for the person; null when something is.</param>
internal sealed record AutopilotOffer(Assessment Assessment, AutopilotBatch? Latest, IReadOnlyList<OfferedCard> Cards, string? Refusal)
{
    public static async Task<AutopilotOffer> OfAsync(JobsDbContext db, Deck deck, Guid jobId, double tolerance, CancellationToken cancellationToken)
    {
        var assessment = await AssessAsync(db, deck.Owner, jobId, tolerance, cancellationToken);
        var latest = await db.AutopilotBatches.AsNoTracking().Where(batch => batch.JobId == jobId)
            .OrderByDescending(batch => batch.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        var refusal = (deck.Owner, latest, assessment) switch
        {
            ({ IsOn: false } or { Autopilot: false }, _, _) => "The autopilot is switched off.",
            (_, { State: BatchState.Auditing }, _) => "Some cards that tell how well the last batch was decided are still open.",
            (_, _, { HasChanged: true }) => "In this document you decide otherwise than you used to.",
            (_, _, { MissingHere: > 0 }) when assessment.Predictions >= assessment.Needed =>
                $"In this document {AutopilotEvidence.LeastHere} predictions must be compared first: {assessment.MissingHere} are missing.",
            (_, _, { IsEnough: false }) => $"There is not enough evidence yet: {assessment.Predictions} of {assessment.Needed} predictions.",
            _ => null,
        };
        var cards = refusal is null ? await CardsAsync(db, deck, assessment.Threshold, cancellationToken) : [];
        return new AutopilotOffer(
            assessment, latest, cards,
            refusal ?? (cards.Count < AutopilotEvidence.LeastCards ? $"Too few cards are sure enough: it takes {AutopilotEvidence.LeastCards}, and {cards.Count} are." : null));
    }

    private static async Task<Assessment> AssessAsync(JobsDbContext db, MemoryOwner owner, Guid jobId, double tolerance, CancellationToken cancellationToken)
    {
        // Each time that it had to step back it begins anew, and asks more of itself.
        var stepsBack = await db.AutopilotBatches
            .Where(batch => batch.UserId == owner.UserId && batch.State == BatchState.SteppedBack && (owner.ForgottenAt == null || batch.EndedAt > owner.ForgottenAt))
            .Select(batch => batch.EndedAt!.Value).ToListAsync(cancellationToken);
        var since = stepsBack.Count == 0 ? DateTimeOffset.UnixEpoch : stepsBack.Max();
        var threshold = AutopilotEvidence.Threshold(tolerance, stepsBack.Count);
        var record = db.MemoryShadows.Where(shadow => shadow.UserId == owner.UserId
            && shadow.IsBacked && shadow.Accepted != null && shadow.Certainty >= threshold - Belief.Rounding && shadow.PredictedAt > since);
        var here = record.Where(shadow => db.Changes.Any(change => change.Id == shadow.ChangeId && change.JobId == jobId));
        return AutopilotEvidence.Assess([await SumAsync(record)], tolerance, stepsBack.Count, [await SumAsync(here)]);

        async Task<ShadowPredictions> SumAsync(IQueryable<Shadow> shadows)
        {
            var sum = await shadows.GroupBy(_ => 1)
                .Select(all => new { Predictions = all.Count(), Errors = all.Count(shadow => shadow.Accepted != shadow.Accepts) })
                .SingleOrDefaultAsync(cancellationToken);
            return new ShadowPredictions(threshold, sum?.Predictions ?? 0, sum?.Errors ?? 0);
        }
    }

    private static async Task<List<OfferedCard>> CardsAsync(JobsDbContext db, Deck deck, double threshold, CancellationToken cancellationToken)
    {
        var sure = deck.Surer(threshold).ToList();
        var accepts = sure.Where(card => card.Belief.LeansToAccept).Select(card => card.Card).ToList();
        var rivals = await ChangeConflict.RivalsAsync(db, [.. accepts.Where(card => card.ConflictSet is not null).Select(card => card.Id)], cancellationToken);
        var picked = Pick.First(accepts.OrderByDescending(card => card.Confidence).Select(card => card.Id), rivals);
        return [.. sure.Where(card => !card.Belief.LeansToAccept || picked.Contains(card.Card.Id)).Select(card => new OfferedCard(card.Card, card.Belief))];
    }
}
