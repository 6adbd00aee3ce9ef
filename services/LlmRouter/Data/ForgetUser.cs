using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Providers;

namespace SwipeReview.LlmRouter.Data;

/// <summary>A person asked to be erased. Payment keeps what the law wants kept; here nothing must stay.</summary>
internal sealed class ForgetUser(RouterDbContext db, AnswerCache cache) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var scope = Budget.ScopeOf(context.Message.UserId);
        await cache.DropAsync(context.Message.UserId);
        await db.Database.ExecuteSqlAsync($"delete from spending where scope = {scope}", context.CancellationToken);
        await db.Judgements.Where(judgement => judgement.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Calls.Where(call => call.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Routes.Where(route => route.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Usage.Where(usage => usage.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
