using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Usage;

/// <summary>Keeps what each request to a provider cost, once per request, whoever reports it how often.</summary>
internal sealed class RecordUsage(PaymentDbContext db) : IConsumer<UsageMetered>
{
    public Task Consume(ConsumeContext<UsageMetered> context)
    {
        var usage = context.Message;
        return db.Database.ExecuteSqlAsync($"""
            insert into metered_usage (request_id, user_id, job_id, provider, model, cost, currency, metered_at)
            values ({usage.RequestId}, {usage.UserId}, {usage.JobId}, {usage.Provider}, {usage.Model}, {usage.Cost}, {usage.Currency}, {usage.At})
            on conflict do nothing
            """, context.CancellationToken);
    }
}
