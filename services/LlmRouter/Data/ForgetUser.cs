using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;

namespace SwipeReview.LlmRouter.Data;

/// <summary>A person asked to be erased. Payment keeps what the law wants kept; here nothing must stay.</summary>
internal sealed class ForgetUser(RouterDbContext db) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        await db.Routes.Where(route => route.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Usage.Where(usage => usage.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
