using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Refunds;

/// <summary>
/// <c>POST /admin/payments/{id}/refund</c>: an administrator sends money back, all that is left or a part of it. All of it
/// closes the download of what was not delivered; a part is a kindness and closes nothing.
/// </summary>
internal static class OrderRefund
{
    private const int LongestReason = 500;

    /// <param name="Amount">In the payment's currency; all that is left when it is not said.</param>
    public sealed record Request(string Reason, Money? Amount = null);

    public static async Task<Results<Created<RefundResponse>, ErrorResult>> HandleAsync(
        Guid id, Request request, CurrentUser user, PaymentDbContext db, ProcessorDirectory processors, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Reason.Trim() is not { Length: > 0 and <= LongestReason } reason)
        {
            return ErrorResults.Validation($"A refund needs a reason of 1 to {LongestReason} characters.", "reason");
        }

        // Under an Idempotency-Key a transaction is open already.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await db.SeeEverybodyAsync(cancellationToken);
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } found)
        {
            return ErrorResults.NotFound("payment");
        }

        await db.LockPersonAsync(found.UserId, cancellationToken);
        var payment = await db.Payments.SingleAsync(row => row.Id == id, cancellationToken);
        if (payment.Status != PaymentStatus.Settled || payment.Left == 0)
        {
            return ErrorResults.Conflict("Nothing of this payment can go back.", ("status", payment.Status), ("left", Money.Of(payment.Left, payment.Currency)));
        }

        if (processors.Find(payment.Processor) is not { } processor)
        {
            return ErrorResults.Conflict(
                $"This was paid through {payment.Processor}, which this system has no key for now: send it back there, or set that key again.", ("processor", payment.Processor));
        }

        if (!TryRead(request.Amount, payment, out var amount) || amount != processor.LimitsOf(payment.Currency).InSteps(amount))
        {
            return ErrorResults.Validation("The amount is more than 0, no more than is left, and payable in the payment's currency.", "amount",
                ("left", Money.Of(payment.Left, payment.Currency)));
        }

        var now = clock.GetUtcNow();
        var isAll = amount == payment.Left;
        var refund = Refund.Order(db, payment, amount, isAll ? 0 : payment.AcceptedChanges, reason, user.Id, now);
        if (isAll)
        {
            await db.FallWithAsync(payment, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Created($"/api/v1/admin/payments/{id}", RefundResponse.From(refund));
    }

    private static bool TryRead(Money? asked, JobPayment payment, out decimal amount)
    {
        amount = payment.Left;
        return asked is null
            || (asked.Currency == payment.Currency
                && decimal.TryParse(asked.Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)
                && amount > 0 && amount <= payment.Left && amount == Currencies.Payable(amount, payment.Currency));
    }
}
