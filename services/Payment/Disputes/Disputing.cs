using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Disputes;

/// <summary>
/// Keeps what is read of disputes and books it. An open one holds the job's download; one that is won gives it back, and
/// one that is lost ends the payment. However often, in whatever order and from how many at once they are heard of.
/// </summary>
internal sealed partial class Disputing(PaymentDbContext db, IDisputeProcessor processor, Fulfilment fulfilment, TimeProvider clock, ILogger<Disputing> logger)
{
    /// <returns>False when it is about nothing of ours.</returns>
    /// <exception cref="ProcessorException">It can't be told now.</exception>
    public async Task<bool> FollowAsync(string disputeId, CancellationToken cancellationToken)
    {
        var reading = await processor.OutsideTransactions(db).ReadAsync(disputeId, cancellationToken);
        if (await FindAsync(reading, cancellationToken) is not { } about)
        {
            LogStray(logger, disputeId);
            return false;
        }

        if (about is { PaymentId: { } paymentId, Status: PaymentStatus.Pending or PaymentStatus.Failed })
        {
            await fulfilment.SettleAsync(paymentId, cancellationToken); // nobody has heard yet that it was paid
        }

        await ApplyAsync(reading, about, cancellationToken);
        return true;
    }

    /// <summary>Whether a dispute of ours has gone on since it was last read.</summary>
    public async Task<bool> IsNewsAsync(DisputeReading reading, CancellationToken cancellationToken) =>
        await db.Disputes.AsNoTracking().SingleOrDefaultAsync(row => row.Processor == processor.Name && row.Id == reading.Id, cancellationToken) is { } known
            ? known.IsOlderThan(reading)
            : await FindAsync(reading, cancellationToken) is not null;

    private async Task ApplyAsync(DisputeReading reading, Subject about, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(about.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        var dispute = await db.Disputes.SingleOrDefaultAsync(row => row.Processor == processor.Name && row.Id == reading.Id, cancellationToken);
        if (dispute is null)
        {
            dispute = Dispute.Of(reading, processor.Name, about.PaymentId, about.UserId);
            db.Disputes.Add(dispute);
        }
        else if (!dispute.IsOlderThan(reading))
        {
            return;
        }

        await BookAsync(dispute, reading, dispute.Apply(reading, now), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (about.PaymentId is { } paymentId)
        {
            await WeighAsync(paymentId, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        LogDispute(logger, dispute.Id, dispute.Status, about.PaymentId);
    }

    private async Task BookAsync(Dispute dispute, DisputeReading reading, decimal lost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var movement in reading.Movements)
        {
            var taken = Amount.Of(dispute.TakenIn(movement), dispute.Currency);
            await db.PostAsync(taken.Minor > 0 ? LedgerEntry.DisputeOpened(movement.Id, dispute, taken) : LedgerEntry.DisputeWon(movement.Id, dispute, -taken), now, cancellationToken);
            await db.PostAsync(LedgerEntry.DisputeFee(movement.Id, dispute, Amount.Of(movement.Fee, movement.Currency)), now, cancellationToken);
        }

        var cause = $"{dispute.Id}:{JsonNamingPolicy.CamelCase.ConvertName(dispute.Status.ToString())}:{dispute.Movements}";
        await db.PostAsync(LedgerEntry.DisputeLost(cause, dispute, Amount.Of(lost, dispute.Currency)), now, cancellationToken);
    }

    private async Task WeighAsync(Guid paymentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var payment = await db.Payments.SingleAsync(row => row.Id == paymentId, cancellationToken);
        payment.Weigh(db, await db.Disputes.Where(row => row.PaymentId == paymentId).ToListAsync(cancellationToken), now);
        if (payment.Status == PaymentStatus.ChargedBack)
        {
            await db.FallWithAsync(payment, now, cancellationToken);
        }
    }

    /// <summary>Whose it is: by the charge, by what the processor was told of it, or a plan's by its customer.</summary>
    private async Task<Subject?> FindAsync(DisputeReading reading, CancellationToken cancellationToken) =>
        await db.Payments.Where(row => row.Processor == processor.Name && (row.Charge == null ? row.Id == reading.PaymentId : row.Charge == reading.Charge))
            .Select(row => new Subject(row.Id, row.UserId, row.Status)).FirstOrDefaultAsync(cancellationToken)
        ?? (reading.Customer is null ? null : await db.Subscriptions.Where(row => row.Processor == processor.Name && row.Customer == reading.Customer)
            .Select(row => new Subject(null, row.UserId, null)).FirstOrDefaultAsync(cancellationToken));

    [LoggerMessage(LogLevel.Warning, "Dispute {DisputeId} of payment {PaymentId} is {Status}")]
    private static partial void LogDispute(ILogger logger, string disputeId, DisputeState status, Guid? paymentId);

    [LoggerMessage(LogLevel.Warning, "Dispute {DisputeId} is about no payment of this system")]
    private static partial void LogStray(ILogger logger, string disputeId);

    private sealed record Subject(Guid? PaymentId, Guid UserId, PaymentStatus? Status);
}
