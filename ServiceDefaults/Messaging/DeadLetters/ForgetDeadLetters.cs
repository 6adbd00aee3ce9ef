using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// In every service: the dead letters that speak of an erased person go, given back or not. What dies later goes with the
/// next round of <see cref="Housekeeping"/>.
/// </summary>
internal sealed class ForgetDeadLetters(ServiceDbContext db, TimeProvider clock) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var userId = context.Message.UserId;
        await db.Database.ExecuteSqlAsync(
            $"insert into erased_people (user_id, erased_at) values ({userId}, {clock.GetUtcNow()}) on conflict do nothing", context.CancellationToken);
        await db.ForgetDeadLettersAsync([userId.ToString()], context.CancellationToken);
    }
}
