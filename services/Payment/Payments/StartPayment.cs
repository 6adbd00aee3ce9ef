using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Quotes;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Freezes the quote and starts its payment. Nothing due: settled at once. A payment that covers the job already, or
/// one that is open for the same amount, is answered again and never doubled.
/// </summary>
internal static class StartPayment
{
    public sealed record Request(Guid JobId);

    public static async Task<Results<Created<PaymentResponse>, Ok<PaymentResponse>, ErrorResult>> HandleAsync(
        Request request, CurrentUser user, PaymentDbContext db, JobsClient jobs, Quoting quoting, IPaymentProcessor processor,
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
        if (earlier.Find(payment => payment.Covers(job.AcceptedTotal)) is { } covering)
        {
            return TypedResults.Ok(PaymentResponse.From(covering));
        }

        var now = clock.GetUtcNow();
        var quote = await quoting.MakeAsync(job, cancellationToken);
        if (earlier.Find(payment => payment.Status == PaymentStatus.Pending) is { } pending)
        {
            if (pending.AcceptedChanges == quote.AcceptedChanges && pending.Amount == quote.Due)
            {
                return TypedResults.Ok(PaymentResponse.From(pending));
            }

            if (!await processor.CancelAsync(pending, cancellationToken))
            {
                return ErrorResults.Conflict("A payment of this job is going through right now: look again in a moment.");
            }

            pending.Fail(db, "QUOTE_CHANGED", now);
            await db.SaveChangesAsync(cancellationToken);
        }

        var payment = JobPayment.For(quote, processor.Name, now);
        db.Quotes.Add(quote);
        db.Payments.Add(payment);
        if (quote.Due == 0)
        {
            payment.Settle(db, now);
        }
        else
        {
            await processor.StartAsync(payment, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Created($"/api/v1/payments/{payment.Id}", PaymentResponse.From(payment));
    }
}
