using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Jobs;
using SwipeReview.LlmRouter.Data;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Keeps the latest totals of each job; they may come twice and out of order.</summary>
internal sealed class LearnFromDecisions(RouterDbContext db) : IConsumer<ProposalsJudged>
{
    public async Task Consume(ConsumeContext<ProposalsJudged> context)
    {
        var judged = context.Message;
        foreach (var count in judged.Counts)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into judgements (job_id, user_id, provider, category, accepted, rejected, at)
                values ({judged.JobId}, {judged.UserId}, {count.Provider}, {count.Category}, {count.Accepted}, {count.Rejected}, {judged.At})
                on conflict (job_id, provider, category) do update
                set accepted = excluded.accepted, rejected = excluded.rejected, at = excluded.at
                where judgements.at <= excluded.at
                """, context.CancellationToken);
        }
    }
}
