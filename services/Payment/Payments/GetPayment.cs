using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Processors;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// A payment as it stands. Of one that is under way the processor is asked, for whoever comes back from a checkout
/// looks here and does not wait for an event; coming back proves nothing.
/// </summary>
internal static partial class GetPayment
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    public static Task<Results<Ok<PaymentResponse>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, PaymentDbContext db, Fulfilment fulfilment, TimeProvider clock, ILogger<JobPayment> logger, CancellationToken cancellationToken) =>
        FindAsync(id, user, db, fulfilment, clock.GetUtcNow() - Fresh, logger, cancellationToken);

    /// <summary>Asks the processor now.</summary>
    public static Task<Results<Ok<PaymentResponse>, ErrorResult>> RefreshAsync(
        Guid id, CurrentUser user, PaymentDbContext db, Fulfilment fulfilment, ILogger<JobPayment> logger, CancellationToken cancellationToken) =>
        FindAsync(id, user, db, fulfilment, DateTimeOffset.MaxValue, logger, cancellationToken);

    private static async Task<Results<Ok<PaymentResponse>, ErrorResult>> FindAsync(
        Guid id, CurrentUser user, PaymentDbContext db, Fulfilment fulfilment, DateTimeOffset since, ILogger logger, CancellationToken cancellationToken)
    {
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.UserId == user.Id, cancellationToken);
        if (payment is null)
        {
            return ErrorResults.NotFound("payment");
        }

        if (payment is { Status: PaymentStatus.Pending, Session: not null } && !(payment.CheckedAt > since))
        {
            try
            {
                payment = await fulfilment.SettleAsync(id, cancellationToken) ?? payment;
            }
            catch (ProcessorException fault)
            {
                LogUnknown(logger, id, fault.Message); // what is stored is still true
            }
        }

        return TypedResults.Ok(PaymentResponse.From(payment, (await CreditNote.OfAsync(db, [id], cancellationToken))[id]));
    }

    [LoggerMessage(LogLevel.Warning, "The processor can't be asked about payment {PaymentId}: {Reason}")]
    private static partial void LogUnknown(ILogger logger, Guid paymentId, string reason);
}
