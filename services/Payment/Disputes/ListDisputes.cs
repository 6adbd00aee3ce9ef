using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Disputes;

/// <summary><c>GET /admin/payments/disputes</c>, the newest first; <c>?open=true</c> for those that a bank has not decided.</summary>
internal static class ListDisputes
{
    public static async Task<Results<Ok<Page<DisputeResponse>>, ErrorResult>> HandleAsync(
        PageQuery page, bool? open, PaymentDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SeeEverybodyAsync(cancellationToken);
        var disputes = db.Disputes.AsNoTracking();
        if (open is { } undecided)
        {
            disputes = disputes.Where(row => row.EndedAt == null == undecided);
        }

        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Position>(cursor, out var after))
            {
                return Cursor.Invalid();
            }

            disputes = disputes.Where(row => row.CreatedAt < after!.CreatedAt || (row.CreatedAt == after.CreatedAt && string.Compare(row.Id, after.Id) > 0));
        }

        var rows = await disputes.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<DisputeResponse>.From(rows, page.Limit, DisputeResponse.From, last => Cursor.Encode(new Position(last.CreatedAt, last.Id))));
    }

    private sealed record Position(DateTimeOffset CreatedAt, string Id);
}

/// <param name="PaymentId">Null for a plan's.</param>
/// <param name="Held">What the bank has of it: nothing while it only asks.</param>
/// <param name="AnswerBy">Until when evidence can be handed in, on the processor's pages.</param>
internal sealed record DisputeResponse(
    string Id, string Processor, Guid? PaymentId, Guid UserId, DisputeState Status, string Reason, Money Amount, Money Held, DateTimeOffset? AnswerBy,
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public static DisputeResponse From(Dispute dispute) => new(
        dispute.Id, dispute.Processor, dispute.PaymentId, dispute.UserId, dispute.Status, dispute.Reason, Money.Of(dispute.Amount, dispute.Currency),
        Money.Of(dispute.Held, dispute.Currency), dispute.AnswerBy, dispute.CreatedAt, dispute.EndedAt);
}
