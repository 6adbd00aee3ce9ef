using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Ends a payment as its processor says. Whoever asks and however often (an event, the person who comes back, the
/// reconciler, all at once): it reads the checkout anew and takes nobody's word for it.
/// </summary>
internal sealed partial class Fulfilment(PaymentDbContext db, IPaymentProcessor processor, PaperDesk papers, TimeProvider clock, ILogger<Fulfilment> logger)
{
    /// <summary>Null when there is no such payment.</summary>
    /// <exception cref="ProcessorException">It can't be told now.</exception>
    public async Task<JobPayment?> SettleAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var found = await db.Payments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Id == paymentId, cancellationToken);
        return found is { Session: { } session, MayStillBePaid: true } && found.Processor == processor.Name
            ? await ApplyAsync(found, await processor.OutsideTransactions(db).ReadAsync(session, cancellationToken), cancellationToken)
            : found;
    }

    /// <summary>Stores what was read of the payment's checkout, once.</summary>
    public async Task<JobPayment> ApplyAsync(JobPayment found, CheckoutReading reading, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear(); // what was loaded before the processor was asked may be history
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.UserId, cancellationToken);
        var payment = await db.Payments.SingleAsync(row => row.Id == found.Id, cancellationToken);
        var now = clock.GetUtcNow();
        payment.Checked(now);
        switch (reading.State)
        {
            case CheckoutState.Paid when Difference(payment, reading) is { } difference:
                LogDifference(logger, payment.Id, difference);
                payment.Doubt(difference);
                break;
            case CheckoutState.Paid:
                payment.Settle(db, now, reading.Charge, reading.FeeComesLater);
                await db.PostSettledAsync(payment, now, cancellationToken);
                await PostFeeAsync(payment, reading, now, cancellationToken);

                await papers.InvoiceAsync(payment, now, cancellationToken);
                break;
            case CheckoutState.Declined:
                payment.Fail(db, "DECLINED", now);
                break;
            case CheckoutState.Expired:
                payment.Fail(db, payment.ClosingAt is null ? "EXPIRED" : "QUOTE_CHANGED", now);
                break;
            case CheckoutState.Open or CheckoutState.Processing:
                break;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return payment;
    }

    /// <summary>Books what the processor keeps of a payment and had not said when it was settled.</summary>
    /// <exception cref="ProcessorException">It can't be told now.</exception>
    public async Task BookFeeAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var found = await db.Payments.AsNoTracking().SingleAsync(row => row.Id == paymentId, cancellationToken);
        if (found is not { AwaitsFee: true, Session: { } session } || found.Processor != processor.Name)
        {
            return;
        }

        var reading = await processor.OutsideTransactions(db).ReadAsync(session, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.UserId, cancellationToken);
        var payment = await db.Payments.SingleAsync(row => row.Id == paymentId, cancellationToken);
        var now = clock.GetUtcNow();
        payment.Checked(now);
        if (!reading.FeeComesLater)
        {
            await PostFeeAsync(payment, reading, now, cancellationToken);
            payment.FeeStated();
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task PostFeeAsync(JobPayment payment, CheckoutReading reading, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reading.Fee is { } fee)
        {
            await db.PostAsync(LedgerEntry.Fee(fee.Movement, payment, Amount.Of(fee.Amount, fee.Currency)), now, cancellationToken);
        }
    }

    /// <summary>What was paid is what was frozen, and for this payment: else a person has to look at it.</summary>
    private static string? Difference(JobPayment payment, CheckoutReading reading) =>
        reading.PaymentId != payment.Id ? "OTHER_PAYMENT"
        : reading.Amount != payment.Amount ? "OTHER_AMOUNT"
        : reading.Currency != payment.Currency ? "OTHER_CURRENCY"
        : null;

    [LoggerMessage(LogLevel.Error, "Payment {PaymentId} was paid, but not as it was frozen: {Difference}")]
    private static partial void LogDifference(ILogger logger, Guid paymentId, string difference);
}
