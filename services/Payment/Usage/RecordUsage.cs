using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Usage;

/// <summary>Keeps what each request to a provider cost, once per request.</summary>
internal sealed class RecordUsage(PaymentDbContext db) : IConsumer<UsageMetered>
{
    public async Task Consume(ConsumeContext<UsageMetered> context)
    {
        var usage = context.Message;
        if (!await db.MeteredUsage.AnyAsync(row => row.RequestId == usage.RequestId, context.CancellationToken))
        {
            db.MeteredUsage.Add(new MeteredUsage
            {
                RequestId = usage.RequestId,
                UserId = usage.UserId,
                JobId = usage.JobId,
                Provider = usage.Provider,
                Model = usage.Model,
                Cost = usage.Cost,
                Currency = usage.Currency,
                MeteredAt = usage.At,
            });
            await db.SaveChangesAsync(context.CancellationToken);
        }
    }
}
