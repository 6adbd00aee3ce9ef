using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Payments;

/// <summary>A job's later payments asked for the difference to its earlier ones: they stand on them, and fall with them.</summary>
internal static class Standing
{
    /// <summary>What came after a payment that is no more covers what the job's earlier ones do. What it brought still counts.</summary>
    public static async Task FallWithAsync(this PaymentDbContext db, JobPayment gone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var others = (await db.Payments.Where(row => row.JobId == gone.JobId && row.Id != gone.Id).ToListAsync(cancellationToken)).FindAll(row => row.IsCovering);
        var still = others.Where(row => row.CreatedAt < gone.CreatedAt).Select(row => row.AcceptedChanges).DefaultIfEmpty(0).Max();
        foreach (var later in others.Where(row => row.CreatedAt > gone.CreatedAt && row.AcceptedChanges > still))
        {
            later.Shrink(db, still, now);
        }
    }
}
