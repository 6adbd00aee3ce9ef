using Microsoft.EntityFrameworkCore;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Upstream;

namespace SwipeReview.Delivery.Settlements;

/// <summary>Whether so many accepted changes of a job may be delivered.</summary>
internal sealed class SettlementCheck(DeliveryDbContext db, PaymentClient payment)
{
    /// <summary>
    /// Asks the copy first, and Payment itself only when the copy says no: its message may still be on the way. Nothing is
    /// ever owed for nothing. What a bank disputes is not settled, whatever else is.
    /// </summary>
    /// <exception cref="HttpRequestException">The copy says no and Payment is away.</exception>
    public async Task<bool> CoversAsync(Guid jobId, int acceptedChanges, CancellationToken cancellationToken) =>
        acceptedChanges == 0
        || await db.Settlements.AnyAsync(
            one => one.JobId == jobId && !one.IsRefunded && one.AcceptedChanges >= acceptedChanges && !db.Holds.Any(hold => hold.JobId == jobId && hold.IsHeld), cancellationToken)
        || await payment.GetSettlementAsync(jobId, cancellationToken) is { Settled: true } settlement && settlement.AcceptedChanges >= acceptedChanges;
}
