using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Ends a payment as its processor says, whoever asks and however often: it asks the processor anew and takes nobody's
/// word for it.
/// </summary>
internal sealed class Settlement(PaymentDbContext db, IPaymentProcessor processor, TimeProvider clock)
{
    /// <summary>Null when there is no such session.</summary>
    public async Task<JobPayment?> ReconcileAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var found = await db.Payments.AsNoTracking().SingleOrDefaultAsync(payment => payment.SessionId == sessionId, cancellationToken);
        if (found is null)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.UserId, cancellationToken);
        var payment = await db.Payments.SingleAsync(row => row.Id == found.Id, cancellationToken);
        switch (await processor.ReadAsync(payment, cancellationToken))
        {
            case CheckoutState.Paid:
                payment.Settle(db, clock.GetUtcNow());
                break;
            case CheckoutState.Declined:
                payment.Fail(db, "DECLINED", clock.GetUtcNow());
                break;
            case CheckoutState.Open:
                break;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return payment;
    }
}
