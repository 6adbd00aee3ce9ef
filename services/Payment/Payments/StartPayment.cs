using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Processors.Stripe;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Refunds;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Freezes the quote and stores the payment that it wants. Nothing due: settled at once. A payment that covers the job
/// already, or one that is open for the same amount, is answered again and never doubled. The checkout is opened after
/// this is committed, by <see cref="OpenCheckout"/>.
/// </summary>
internal static class StartPayment
{
    public sealed record Request(Guid JobId);

    public static async Task<Results<Created<PaymentResponse>, Ok<PaymentResponse>, ErrorResult>> HandleAsync(
        Request request, CurrentUser user, PaymentDbContext db, JobsClient jobs, Quoting quoting, Overpayment overpayment, IPaymentProcessor processor,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var job = await jobs.FindBillingAsync(request.JobId, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        if (!job.IsReady)
        {
            return ErrorResults.Conflict("This job is still being worked on: pay when its deck is complete.", ("status", job.Status));
        }

        // Under an Idempotency-Key a transaction is open already.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await db.LockPersonAsync(user.Id, cancellationToken);
        var earlier = await db.Payments.Where(payment => payment.UserId == user.Id && payment.JobId == job.JobId).ToListAsync(cancellationToken);
        if (earlier.Exists(payment => payment.Status == PaymentStatus.Disputed))
        {
            return ErrorResults.Conflict("A payment of this job is disputed at its bank: nothing more is charged until that is decided.", ("status", PaymentStatus.Disputed));
        }

        var now = clock.GetUtcNow();
        var quote = await quoting.MakeAsync(job, cancellationToken);
        if (earlier.Find(payment => payment.Covers(job.AcceptedTotal)) is { } covering)
        {
            if (!job.IsDelivered)
            {
                overpayment.Return(quote, earlier);
                await db.SaveChangesAsync(cancellationToken);
                await CommitAsync(transaction, cancellationToken);
            }

            return TypedResults.Ok(PaymentResponse.From(covering, (await CreditNote.OfAsync(db, [covering.Id], cancellationToken))[covering.Id]));
        }

        if (earlier.Find(payment => payment is { Status: PaymentStatus.Pending, ClosingAt: null }) is { } pending)
        {
            if (pending.Processor != processor.Name)
            {
                // It was begun before this system's processor changed. Play money is given up; real money is not taken twice.
                if (pending.Processor == StripeProcessor.LiveName)
                {
                    return ErrorResults.Conflict("A payment of this job was begun in live mode, and has to end there first.");
                }

                pending.Fail(db, "PROCESSOR_CHANGED", now);
            }
            else if (pending.AcceptedChanges == quote.AcceptedChanges && pending.Amount == quote.Due)
            {
                return TypedResults.Ok(PaymentResponse.From(pending));
            }

            pending.Close(now);
            await db.SaveChangesAsync(cancellationToken); // first, or there would be two open ones
        }

        var payment = JobPayment.For(quote, earlier, processor.Name, now);
        await quoting.KeepAsync(quote, cancellationToken);
        db.Payments.Add(payment);
        if (quote.Due == 0)
        {
            payment.Settle(db, now);
            await db.PostSettledAsync(payment, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await CommitAsync(transaction, cancellationToken);
        return TypedResults.Created($"/api/v1/payments/{payment.Id}", PaymentResponse.From(payment));
    }

    private static Task CommitAsync(IDbContextTransaction? own, CancellationToken cancellationToken) => own?.CommitAsync(cancellationToken) ?? Task.CompletedTask;
}
