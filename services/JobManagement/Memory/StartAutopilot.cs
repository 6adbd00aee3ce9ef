using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.Learning;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>
/// Takes up the offer: decides the cards that are sure enough, but for a random part of them that the person is asked
/// about like any other. What they say to those decides whether the rest stands. Nothing tells which they are.
/// </summary>
internal static class StartAutopilot
{
    /// <param name="Tolerance">The share of mistakes that the person puts up with.</param>
    internal sealed record Request(double Tolerance);

    /// <param name="Decided">Cards that were decided.</param>
    /// <param name="HeldBack">Cards that would have been, and are asked about.</param>
    /// <param name="Remaining">Changes of the job that are pending now, those that are held back among them.</param>
    internal sealed record Response(Guid BatchId, int Decided, int HeldBack, int Remaining);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        Guid id, Request request, CurrentUser user, JobsDbContext db, DecisionBook book, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Tolerances.Refuse(request.Tolerance) is { } wrong)
        {
            return wrong;
        }

        // Under an Idempotency-Key a transaction is open already.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var job = await db.LockJobAsync(id, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        if (job.RefuseDecisions() is { } closed)
        {
            return closed;
        }

        await db.ShareMemoryAsync(user.Id, cancellationToken);
        var deck = await Deck.OfAsync(db, job.Id, user.Id, job.ContentType, request.Tolerance, clock.Now(), cancellationToken);
        var offer = await AutopilotOffer.OfAsync(db, deck, job.Id, request.Tolerance, cancellationToken);
        if (offer.Refusal is { } refusal)
        {
            return ErrorResults.Conflict(refusal, ("predictions", offer.Assessment.Predictions), ("needed", offer.Assessment.Needed));
        }

        var (heldBack, decided) = Audit.Draw(offer.Cards, Random.Shared);
        var batch = AutopilotBatch.Start(Guid.CreateVersion7(), job, offer.Assessment, request.Tolerance, decided.Count, heldBack.Count, clock.Now());
        db.AutopilotBatches.Add(batch);
        db.AutopilotAudits.AddRange(heldBack.Select(card => new AuditedChange
        {
            BatchId = batch.Id, ChangeId = card.Card.Id, UserId = user.Id, Accepts = card.Belief.LeansToAccept,
        }));
        await DecideAsync(db, job, batch.Id, deck, decided, book, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        MemoryMetrics.DecidedByAutopilot(decided.Count);
        return TypedResults.Ok(new Response(batch.Id, decided.Count, heldBack.Count, job.Pending));
    }

    private static async Task DecideAsync(
        JobsDbContext db, Job job, Guid batchId, Deck deck, IReadOnlyList<OfferedCard> cards, DecisionBook book, CancellationToken cancellationToken)
    {
        var ids = cards.Select(card => card.Card.Id).ToArray();
        var changes = await db.Changes.Where(change => change.JobId == job.Id && ids.Contains(change.Id)).ToListAsync(cancellationToken);
        await book.RecordAsync(
            job,
            [.. cards.Select(card => new Entry(
                card.Card.Id, card.Belief.LeansToAccept ? DecisionAction.Accept : DecisionAction.Reject, BatchId: batchId, By: DecidedBy.Autopilot,
                Because: AutopilotWords.Because(card.Belief.LeansToAccept, deck.Known(card.Card.Key), card.Card.Category)))],
            changes, cancellationToken);
    }
}
