using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Opens the checkout that a stored payment wants, after closing those that it takes the place of. A crash between any
/// two steps leaves rows that say what is wanted still, and the same call goes on from there.
/// </summary>
internal sealed partial class Checkouts(
    PaymentDbContext db, IPaymentProcessor processor, Fulfilment fulfilment, IOptionsSnapshot<CheckoutOptions> options, TimeProvider clock,
    ILogger<Checkouts> logger)
{
    /// <summary>Processors keep an order's identity for a day and let a checkout live as long: later, a second call is no longer the same one.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(20);

    /// <exception cref="ProcessorException">It can't be opened now; the row still wants it.</exception>
    public async Task<JobPayment> OpenAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var payment = await ReadAsync(paymentId, cancellationToken);
        if (!payment.WantsCheckout || payment.Processor != processor.Name)
        {
            return payment;
        }

        if (clock.GetUtcNow() - payment.CreatedAt > LongestWait)
        {
            return await fulfilment.ApplyAsync(payment, Never(payment), cancellationToken);
        }

        if (await CloseEarlierAsync(payment.JobId, cancellationToken) is { } obstacle)
        {
            await GiveWayAsync(payment, obstacle, cancellationToken);
            return await ReadAsync(paymentId, cancellationToken);
        }

        await AskForOneAsync(payment, cancellationToken);
        return await ReadAsync(paymentId, cancellationToken);
    }

    /// <summary>Closes what was superseded.</summary>
    /// <returns>The one that was, or is being, paid all the same.</returns>
    public async Task<JobPayment?> CloseEarlierAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var closing = await db.Payments.AsNoTracking()
            .Where(row => row.JobId == jobId && row.Status == PaymentStatus.Pending && row.ClosingAt != null && row.Processor == processor.Name)
            .ToListAsync(cancellationToken);
        foreach (var earlier in closing)
        {
            var reading = earlier.Session is { } session ? await processor.OutsideTransactions(db).CloseAsync(session, cancellationToken) : Never(earlier);
            var ended = await fulfilment.ApplyAsync(earlier, reading, cancellationToken);
            if (ended.Status != PaymentStatus.Failed)
            {
                return ended;
            }
        }

        return null;
    }

    private async Task AskForOneAsync(JobPayment payment, CancellationToken cancellationToken)
    {
        try
        {
            var order = new CheckoutOrder(
                payment.Id, payment.JobId, payment.QuoteId, payment.Attempt, payment.Amount, payment.Currency, options.Value.ReturnUrl(payment.JobId), payment.CreatedAt);
            var opened = await processor.OutsideTransactions(db).OpenAsync(order, cancellationToken);
            await Wanting(payment).ExecuteUpdateAsync(
                row => row.SetProperty(value => value.Session, opened.Session).SetProperty(value => value.CheckoutUrl, opened.Url), cancellationToken);
        }
        catch (ProcessorException fault) when (fault.IsStored)
        {
            // Nobody has seen an address of this attempt, so nobody can pay what it may have opened.
            await Wanting(payment).ExecuteUpdateAsync(row => row.SetProperty(value => value.Attempt, payment.Attempt + 1), cancellationToken);
            throw;
        }
        catch (ProcessorException fault) when (!fault.IsTransient)
        {
            LogRefused(logger, payment.Id, fault.Message);
            await fulfilment.ApplyAsync(payment, Never(payment) with { State = CheckoutState.Declined }, cancellationToken);
        }
    }

    private IQueryable<JobPayment> Wanting(JobPayment payment) => db.Payments.Where(row =>
        row.Id == payment.Id && row.Status == PaymentStatus.Pending && row.ClosingAt == null && row.Session == null && row.Attempt == payment.Attempt);

    /// <summary>The earlier payment went through, or is about to: what this one asks for is not what is owed.</summary>
    private async Task GiveWayAsync(JobPayment payment, JobPayment obstacle, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(payment.UserId, cancellationToken);
        var row = await db.Payments.SingleAsync(value => value.Id == payment.Id, cancellationToken);
        row.Fail(db, "EARLIER_PAID", clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await db.Payments.Where(value => value.Id == obstacle.Id && value.Status == PaymentStatus.Pending)
            .ExecuteUpdateAsync(value => value.SetProperty(other => other.ClosingAt, (DateTimeOffset?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task<JobPayment> ReadAsync(Guid paymentId, CancellationToken cancellationToken) =>
        db.Payments.AsNoTracking().SingleAsync(payment => payment.Id == paymentId, cancellationToken);

    private static CheckoutReading Never(JobPayment payment) => new(CheckoutState.Expired, payment.Id, payment.Amount, payment.Currency);

    [LoggerMessage(LogLevel.Error, "The processor will open no checkout for payment {PaymentId}: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid paymentId, string reason);
}
