using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Strays;

/// <summary>
/// What becomes of a paid checkout that no payment has: the payment that it was opened for takes it, where that is still
/// to be paid and nothing else pays for its job; else it is booked as nobody's, and sent back, once.
/// </summary>
internal sealed partial class StrayMoney(PaymentDbContext db, IPaymentProcessor processor, Fulfilment fulfilment, TimeProvider clock, ILogger<StrayMoney> logger)
{
    /// <returns>False when it is none.</returns>
    /// <exception cref="ProcessorException">It can't be told now.</exception>
    public async Task<bool> FollowAsync(string session, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(session, cancellationToken))
        {
            return false;
        }

        var reading = await TryReadAsync(session, cancellationToken);
        if (reading is not { State: CheckoutState.Paid, Charge: { } charge, JobId: { } jobId, Amount: > 0 })
        {
            return false;
        }

        if (await AttachAsync(session, reading.PaymentId, jobId, cancellationToken))
        {
            await fulfilment.SettleAsync(reading.PaymentId!.Value, cancellationToken);
            return true;
        }

        return await KeepAsync(session, charge, reading, cancellationToken) is { } stray && await SendAsync(stray, cancellationToken);
    }

    /// <summary>Sends the money back, or asks how that went.</summary>
    /// <exception cref="ProcessorException">It can't be told now; the order stays.</exception>
    public async Task<bool> SendAsync(Guid strayId, CancellationToken cancellationToken)
    {
        var stray = await db.Strays.AsNoTracking().SingleAsync(row => row.Id == strayId, cancellationToken);
        if (!stray.IsUnderWay || stray.Processor != processor.Name)
        {
            return false;
        }

        try
        {
            var asking = processor.OutsideTransactions(db);
            await ApplyAsync(strayId, stray.Reference is { } reference
                ? await asking.ReadRefundAsync(reference, cancellationToken)
                : await asking.RefundAsync(new RefundOrder(stray.Id, stray.PaymentId ?? Guid.Empty, stray.Charge, stray.Amount, stray.Currency, stray.Attempt), cancellationToken),
                cancellationToken);
        }
        catch (ProcessorException fault) when (fault.IsStored)
        {
            await db.Strays.Where(row => row.Id == strayId && row.Attempt == stray.Attempt)
                .ExecuteUpdateAsync(row => row.SetProperty(value => value.Attempt, stray.Attempt + 1), cancellationToken);
            throw;
        }
        catch (ProcessorException fault) when (!fault.IsTransient)
        {
            LogRefused(logger, stray.Session, fault.Message);
            await ApplyAsync(strayId, new RefundReading(RefundState.Failed, stray.Reference ?? string.Empty, stray.Amount, stray.Currency), cancellationToken);
        }

        return true;
    }

    public async Task<bool> IsKnownAsync(string session, CancellationToken cancellationToken) =>
        await db.Payments.AnyAsync(row => row.Session == session, cancellationToken) || await db.Strays.AnyAsync(row => row.Session == session, cancellationToken);

    private async Task<CheckoutReading?> TryReadAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            return await processor.OutsideTransactions(db).ReadAsync(session, cancellationToken);
        }
        catch (ProcessorException fault) when (!fault.IsTransient)
        {
            LogForeign(logger, session, fault.Message);
            return null;
        }
    }

    private async Task<bool> AttachAsync(string session, Guid? paymentId, Guid jobId, CancellationToken cancellationToken)
    {
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == paymentId && row.Processor == processor.Name, cancellationToken) is not { } found)
        {
            return false;
        }

        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.UserId, cancellationToken);
        var payments = await db.Payments.Where(row => row.JobId == jobId).ToListAsync(cancellationToken);
        if (payments.Find(row => row.Id == paymentId) is not { Session: null, MayStillBePaid: true } payment
            || payments.Exists(row => row.Id != paymentId && row.Status is not PaymentStatus.Failed))
        {
            return false;
        }

        payment.Attach(session);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Stores the order to send it back, with what it is in the books, once.</summary>
    private async Task<Guid?> KeepAsync(string session, string charge, CheckoutReading reading, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(session, cancellationToken);
        if (await IsKnownAsync(session, cancellationToken))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var stray = new Stray
        {
            Id = Guid.CreateVersion7(now),
            Processor = processor.Name,
            Session = session,
            PaymentId = reading.PaymentId,
            UserId = await db.Payments.Where(row => row.Id == reading.PaymentId).Select(row => (Guid?)row.UserId).SingleOrDefaultAsync(cancellationToken),
            Charge = charge,
            Amount = reading.Amount,
            Currency = reading.Currency,
            FoundAt = now,
        };
        db.Strays.Add(stray);
        await db.PostAsync(LedgerEntry.StrayFound(stray), now, cancellationToken);
        if (reading.Fee is { } fee)
        {
            await db.PostAsync(LedgerEntry.StrayFee(fee.Movement, stray, Amount.Of(fee.Amount, fee.Currency)), now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogStray(logger, session, reading.PaymentId);
        return stray.Id;
    }

    private async Task ApplyAsync(Guid strayId, RefundReading reading, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(strayId.ToString(), cancellationToken);
        var stray = await db.Strays.SingleAsync(row => row.Id == strayId, cancellationToken);
        var now = clock.GetUtcNow();
        stray.Apply(reading, now);
        if (stray.Status == RefundStatus.Succeeded)
        {
            await db.PostAsync(LedgerEntry.StrayReturned(stray), now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task<int> LockAsync(string what, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({what}, 1))", cancellationToken);

    [LoggerMessage(LogLevel.Error, "Checkout {Session} was paid, but its payment {PaymentId} does not know it: the money goes back")]
    private static partial void LogStray(ILogger logger, string session, Guid? paymentId);

    [LoggerMessage(LogLevel.Warning, "Checkout {Session} is not of this system: {Reason}")]
    private static partial void LogForeign(ILogger logger, string session, string reason);

    [LoggerMessage(LogLevel.Error, "The money of checkout {Session} can't be sent back: {Reason}")]
    private static partial void LogRefused(ILogger logger, string session, string reason);
}
