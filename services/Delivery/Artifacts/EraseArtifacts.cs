using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Delivery.Data;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>A person is erased: their artifacts' rows go here, the bytes go in Storage.</summary>
internal sealed class EraseArtifacts(DeliveryDbContext db) : IConsumer<UserDeleted>
{
    public async Task Consume(ConsumeContext<UserDeleted> context)
    {
        var artifacts = await db.Artifacts.Where(artifact => artifact.UserId == context.Message.UserId).Select(artifact => artifact.Id).ToListAsync(context.CancellationToken);
        await db.ForgetDeadLettersAsync(artifacts.Select(id => id.ToString()), context.CancellationToken);
        await db.Artifacts.Where(artifact => artifact.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Settlements.Where(settlement => settlement.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Holds.Where(hold => hold.UserId == context.Message.UserId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
