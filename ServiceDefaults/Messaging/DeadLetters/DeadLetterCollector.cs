using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// Takes dead letters from the broker's error queue into the service's database, where an operator can search and
/// replay them. A letter leaves the queue when its row is committed; any number of instances may collect.
/// </summary>
internal sealed partial class DeadLetterCollector(NpgsqlDataSource database, DeadLetterQueue queue, TimeProvider clock, ILogger<DeadLetterCollector> logger)
{
    private const ushort AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly Meter Meter = new("SwipeReview.Messaging");
    private static readonly Counter<long> Collected = Meter.CreateCounter<long>("dead_letters", description: "Messages that no attempt could consume, by queue");

    /// <summary>As long as the connection is open.</summary>
    public async Task CollectAsync(IConnection connection, CancellationToken cancellationToken)
    {
        while (connection.IsOpen && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(connection, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, fault.Message);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, DeadLetterQueue.Arguments, cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, AtOnce, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => TakeAsync(channel, delivery, cancellationToken);
        await channel.BasicConsumeAsync(queue.Name, autoAck: false, consumer, cancellationToken);
        await closed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Stays at it until the row is there: a letter that went back to the queue would count as delivered once more.</summary>
    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken cancellationToken)
    {
        var letter = DeadLetter.Of(queue.Name, delivery, clock.GetUtcNow());
        while (channel.IsOpen && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                await DeadLetterStore.AddAsync(connection, letter, cancellationToken);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancellationToken);
                LogDead(logger, letter.MessageId, letter.Queue, letter.Reason);
                Collected.Add(1, new KeyValuePair<string, object?>("queue", letter.Queue));
                return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, fault.Message);
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} could not be consumed from {Queue} and waits for an operator: {Reason}")]
    private static partial void LogDead(ILogger logger, Guid? messageId, string queue, string reason);

    [LoggerMessage(LogLevel.Warning, "Dead letters wait at the broker: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
