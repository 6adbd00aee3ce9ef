using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Payments;

/// <summary>For Delivery: how many accepted changes of a job are settled; none while one of its payments is disputed.</summary>
internal static class GetSettlement
{
    public sealed record Response(Guid JobId, bool Settled, int AcceptedChanges);

    public static async Task<Ok<Response>> HandleAsync(Guid jobId, PaymentDbContext db, CancellationToken cancellationToken)
    {
        var payments = await db.Payments.Where(payment => payment.JobId == jobId).Select(payment => new { payment.Status, payment.AcceptedChanges }).ToListAsync(cancellationToken);
        var covering = payments.FindAll(payment => payment.Status is PaymentStatus.Settled or PaymentStatus.NotRequired);
        return TypedResults.Ok(covering.Count == 0 || payments.Exists(payment => payment.Status == PaymentStatus.Disputed)
            ? new Response(jobId, Settled: false, 0)
            : new Response(jobId, Settled: true, covering.Max(payment => payment.AcceptedChanges)));
    }
}
