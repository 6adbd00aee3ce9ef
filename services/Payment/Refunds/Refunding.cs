using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Refunds;

/// <summary>Carries out refunds that are ordered: asks the processor by the refund's id, so however often, and stores what it says.</summary>
internal sealed partial class Refunding(PaymentDbContext db, ProcessorDirectory processors, PaperDesk papers, TimeProvider clock, ILogger<Refunding> logger)
{
    /// <exception cref="ProcessorException">It can't be told now; the order stays.</exception>
    public async Task SendAsync(Guid refundId, CancellationToken cancellationToken)
    {
        var refund = await db.Refunds.AsNoTracking().SingleAsync(row => row.Id == refundId, cancellationToken);
        var payment = await db.Payments.AsNoTracking().SingleAsync(row => row.Id == refund.PaymentId, cancellationToken);
        if (!refund.IsUnderWay || processors.Find(payment.Processor) is not { } processor || payment.Charge is not { } charge)
        {
            return;
        }

        try
        {
            var asking = processor.OutsideTransactions(db);
            if (refund.Reference is { } reference)
            {
                await ApplyAsync(refund, await asking.ReadRefundAsync(reference, cancellationToken), cancellationToken);
                return;
            }

            var order = new RefundOrder(refund.Id, payment.Id, charge, refund.Amount, refund.Currency, refund.Attempt);
            await ApplyAsync(refund, await asking.RefundAsync(order, cancellationToken), cancellationToken);
        }
        catch (ProcessorException fault) when (fault.IsStored)
        {
            // This attempt is answered so for ever. Not before: under another identity, an order that is still on its way would be a second one.
            await db.Refunds.Where(row => row.Id == refundId && row.Attempt == refund.Attempt)
                .ExecuteUpdateAsync(row => row.SetProperty(value => value.Attempt, refund.Attempt + 1), cancellationToken);
            throw;
        }
        catch (ProcessorException fault) when (!fault.IsTransient)
        {
            LogRefused(logger, refund.Id, fault.Message);
            await ApplyAsync(refund, new RefundReading(RefundState.Failed, refund.Reference ?? string.Empty, refund.Amount, refund.Currency), cancellationToken);
        }
    }

    private async Task ApplyAsync(Refund found, RefundReading reading, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.UserId, cancellationToken);
        var refund = await db.Refunds.SingleAsync(row => row.Id == found.Id, cancellationToken);
        if (!refund.IsUnderWay)
        {
            return;
        }

        var payment = await db.Payments.SingleAsync(row => row.Id == found.PaymentId, cancellationToken);
        var now = clock.GetUtcNow();
        refund.Apply(reading, now);
        switch (refund.Status)
        {
            case RefundStatus.Succeeded:
                payment.GiveBack(refund);
                await db.PostAsync(LedgerEntry.Refund(refund, payment), now, cancellationToken);
                await papers.CreditAsync(payment, refund, now, cancellationToken);
                break;
            case RefundStatus.Failed:
                payment.Keep(refund);
                break;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Refund {RefundId} will not be carried out: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid refundId, string reason);
}
