using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Refunds;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary><c>GET /admin/payments/{id}</c>: all that happened to a payment, for an administrator.</summary>
internal static class ExaminePayment
{
    /// <param name="Left">What can still be sent back.</param>
    /// <param name="Problem">Why somebody has to look at it.</param>
    public sealed record Response(
        PaymentResponse Payment, Guid UserId, string Processor, string? Charge, Money Left, Money HeldBack, string? Problem,
        IReadOnlyList<RefundResponse> Refunds, IReadOnlyList<DisputeResponse> Disputes);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(Guid id, PaymentDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SeeEverybodyAsync(cancellationToken);
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } payment)
        {
            return ErrorResults.NotFound("payment");
        }

        var refunds = await db.Refunds.AsNoTracking().Where(row => row.PaymentId == id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        var disputes = await db.Disputes.AsNoTracking().Where(row => row.PaymentId == id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            PaymentResponse.From(payment, (await CreditNote.OfAsync(db, [id], cancellationToken))[id]), payment.UserId, payment.Processor, payment.Charge, Money.Of(payment.Left, payment.Currency),
            Money.Of(payment.HeldBack, payment.Currency), payment.Problem, [.. refunds.Select(RefundResponse.From)], [.. disputes.Select(DisputeResponse.From)]));
    }
}
