using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Payments;

/// <summary>For Delivery: how many accepted changes of a job are settled.</summary>
internal static class GetSettlement
{
    public sealed record Response(Guid JobId, bool Settled, int AcceptedChanges);

    public static async Task<Ok<Response>> HandleAsync(Guid jobId, PaymentDbContext db, CancellationToken cancellationToken)
    {
        var covered = await db.Payments
            .Where(payment => payment.JobId == jobId && (payment.Status == PaymentStatus.Settled || payment.Status == PaymentStatus.NotRequired))
            .MaxAsync(payment => (int?)payment.AcceptedChanges, cancellationToken);
        return TypedResults.Ok(new Response(jobId, covered is not null, covered ?? 0));
    }
}
