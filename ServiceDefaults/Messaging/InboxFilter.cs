using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// Runs a consumer at most once per message: the inbox row and everything that the consumer saves commit together, and
/// a message whose row is there already is skipped. Two deliveries at once wait for each other on that row.
/// </summary>
internal sealed partial class InboxFilter<T>(ServiceDbContext db, TimeProvider clock, ILogger<InboxFilter<T>> logger) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id can't be consumed once.");
        var consumer = context.ReceiveContext.InputAddress.AbsolutePath.TrimStart('/');
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into inbox_messages (message_id, consumer, consumed_at) values ({messageId}, {consumer}, {now}) on conflict do nothing
            """, context.CancellationToken) == 1;
        if (!isNew)
        {
            LogSkipped(logger, messageId, consumer);
            return;
        }

        await next.Send(context);
        await transaction.CommitAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    [LoggerMessage(LogLevel.Debug, "Message {MessageId} was consumed by {Consumer} before")]
    private static partial void LogSkipped(ILogger logger, Guid messageId, string consumer);
}
