using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Strays;
using SwipeReview.Payment.Subscriptions;

namespace SwipeReview.Payment.Webhooks;

/// <summary>
/// Reads anew what an event is about, and keeps what was read. Events come unordered, repeated and late, so none is
/// taken for more than a reason to look.
/// </summary>
internal sealed class EventFollowing(PaymentDbContext db, IPaymentProcessor processor, Fulfilment fulfilment, Checkouts checkouts, Refunding refunding, Disputing disputing, StrayMoney strays, Plans plans, TimeProvider clock)
{
    /// <exception cref="ProcessorException">It can't be read now; the event stays to be followed.</exception>
    public async Task FollowAsync(string of, string id, CancellationToken cancellationToken)
    {
        var said = await db.ProcessorEvents.AsNoTracking().SingleOrDefaultAsync(row => row.Processor == of && row.Id == id, cancellationToken);
        if (said is null or { DoneAt: not null } || of != processor.Name)
        {
            return;
        }

        var outcome = await FollowAsync(said, cancellationToken);
        await db.ProcessorEvents.Where(row => row.Processor == of && row.Id == id && row.DoneAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(value => value.DoneAt, clock.GetUtcNow()).SetProperty(value => value.Outcome, outcome), cancellationToken);
    }

    private Task<EventOutcome> FollowAsync(ProcessorEvent said, CancellationToken cancellationToken) => said.Type switch
    {
        "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed" or "checkout.session.expired" =>
            FollowCheckoutAsync(said, cancellationToken),
        _ when said.Type.StartsWith("charge.refund", StringComparison.Ordinal) || said.Type.StartsWith("refund.", StringComparison.Ordinal) =>
            FollowRefundsAsync(said, cancellationToken),
        _ when said.Type.StartsWith("charge.dispute.", StringComparison.Ordinal) => FollowDisputeAsync(said, cancellationToken),
        _ when said.Type.StartsWith("customer.subscription.", StringComparison.Ordinal) || said.Type.StartsWith("invoice.", StringComparison.Ordinal) =>
            FollowPlanAsync(said, cancellationToken),
        _ => Task.FromResult(EventOutcome.Ignored),
    };

    private async Task<EventOutcome> FollowCheckoutAsync(ProcessorEvent said, CancellationToken cancellationToken)
    {
        // Its session may not be stored: we may have died between opening it and storing that.
        var reference = Guid.TryParse(said.Reference, out var id) ? id : Guid.Empty;
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(
            row => row.Processor == said.Processor && (row.Session == said.ObjectId || (row.Session == null && row.Id == reference)), cancellationToken);
        if (payment is null)
        {
            return said is { Customer: null, Type: not "checkout.session.expired" } && await strays.FollowAsync(said.ObjectId, cancellationToken)
                ? EventOutcome.Followed
                : await FollowPlanAsync(said, cancellationToken);
        }

        if (payment.WantsCheckout)
        {
            await checkouts.OpenAsync(payment.Id, cancellationToken); // the same order, the same session
        }

        await fulfilment.SettleAsync(payment.Id, cancellationToken);
        return EventOutcome.Followed;
    }

    private async Task<EventOutcome> FollowRefundsAsync(ProcessorEvent said, CancellationToken cancellationToken)
    {
        var underWay = await (
            from refund in db.Refunds
            join payment in db.Payments on refund.PaymentId equals payment.Id
            where payment.Processor == said.Processor && payment.Charge == said.Reference
                && (refund.Status == RefundStatus.Ordered || refund.Status == RefundStatus.Pending)
            select refund.Id).ToListAsync(cancellationToken);
        foreach (var refund in underWay)
        {
            await refunding.SendAsync(refund, cancellationToken);
        }

        return underWay.Count > 0 ? EventOutcome.Followed : EventOutcome.Unknown;
    }

    private async Task<EventOutcome> FollowDisputeAsync(ProcessorEvent said, CancellationToken cancellationToken) =>
        await disputing.FollowAsync(said.ObjectId, cancellationToken) ? EventOutcome.Followed : EventOutcome.Unknown;

    private async Task<EventOutcome> FollowPlanAsync(ProcessorEvent said, CancellationToken cancellationToken)
    {
        var plan = said.Customer is null ? null : await db.Subscriptions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Processor == said.Processor && row.Customer == said.Customer, cancellationToken);
        if (plan is null)
        {
            return EventOutcome.Unknown;
        }

        await plans.ReadAsync(plan.UserId, cancellationToken);
        return EventOutcome.Followed;
    }
}
