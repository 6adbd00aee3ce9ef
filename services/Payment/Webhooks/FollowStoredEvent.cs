using MassTransit;
using SwipeReview.Contracts.Payment;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.Payment.Webhooks;

/// <summary>
/// The event's row is the inbox here: the usual one would hold a transaction open while the processor is asked. Following
/// an event twice does no more than once.
/// </summary>
[LongRunning]
internal sealed class FollowStoredEvent(EventFollowing events) : IConsumer<FollowNotice>
{
    public Task Consume(ConsumeContext<FollowNotice> context) =>
        events.FollowAsync(context.Message.Processor, context.Message.EventId, context.CancellationToken);
}

/// <summary>Most of the time of an event is the processor's.</summary>
internal sealed class FollowStoredEventDefinition : ConsumerDefinition<FollowStoredEvent>
{
    public FollowStoredEventDefinition() => ConcurrentMessageLimit = 16;
}
