using MassTransit;
using SwipeReview.Contracts.Payment;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.Payment.Refunds;

/// <summary>The refund's row is the inbox here: the usual one would hold a transaction open while the processor is asked.</summary>
[LongRunning]
internal sealed class SendOrderedRefund(Refunding refunding) : IConsumer<SendRefund>
{
    public Task Consume(ConsumeContext<SendRefund> context) => refunding.SendAsync(context.Message.RefundId, context.CancellationToken);
}
