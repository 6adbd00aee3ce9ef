using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Papers;

/// <summary>The paper of a refund that arrived.</summary>
/// <param name="Number">As it is printed.</param>
/// <param name="Url">A PDF.</param>
internal sealed record CreditNote(Guid RefundId, string Number, Money Amount, DateTimeOffset IssuedAt, string Url)
{
    /// <summary>Those of some payments, by payment, the oldest first.</summary>
    public static async Task<ILookup<Guid, CreditNote>> OfAsync(PaymentDbContext db, IReadOnlyCollection<Guid> payments, CancellationToken cancellationToken)
    {
        var rows = await (
            from paper in db.Papers.AsNoTracking()
            join refund in db.Refunds.AsNoTracking() on paper.RefundId equals refund.Id
            where payments.Contains(paper.PaymentId)
            orderby paper.IssuedAt, paper.Id
            select new { paper, refund }).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.paper.PaymentId, row => new CreditNote(
            row.refund.Id, row.paper.FullNumber, Money.Of(row.refund.Amount, row.refund.Currency), row.paper.IssuedAt,
            $"/api/v1/payments/{row.paper.PaymentId}/credit-notes/{row.refund.Id}"));
    }
}
