using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;

namespace SwipeReview.Payment.Processors.Test;

/// <summary>The built-in processor: the states of a real one, its faults where they are asked for, a checkout page of its own, and no money.</summary>
internal sealed class TestProcessor(PaymentDbContext db, IOptionsSnapshot<TestOptions> options, TimeProvider clock) : IPaymentProcessor
{
    public const string ProcessorName = "test";

    public string Name => ProcessorName;

    public ChargeLimits LimitsOf(string currency) => default;

    public async Task<OpenedCheckout> OpenAsync(CheckoutOrder order, CancellationToken cancellationToken)
    {
        FailWhenAway();
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"""
            insert into test_checkout_sessions (id, payment_id, state, amount, currency, return_url, created_at)
            values ({id}, {order.PaymentId}, 'open', {order.Amount}, {order.Currency}, {order.ReturnUrl}, {now})
            on conflict (payment_id) do nothing
            """, cancellationToken);
        LoseAnswer();
        var session = await db.TestCheckoutSessions.Where(row => row.PaymentId == order.PaymentId).Select(row => row.Id).SingleAsync(cancellationToken);
        return new OpenedCheckout(session.ToString(), $"{TestCheckout.Route}/{session}");
    }

    public async Task<CheckoutReading> ReadAsync(string session, CancellationToken cancellationToken)
    {
        FailWhenAway();
        var id = Id(session);
        var row = await db.TestCheckoutSessions.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var state = row.StateAt(clock.GetUtcNow(), options.Value.Lifetime);
        return new CheckoutReading(state, row.PaymentId, row.Amount, row.Currency, state == CheckoutState.Paid ? session : null);
    }

    public async Task<CheckoutReading> CloseAsync(string session, CancellationToken cancellationToken)
    {
        FailWhenAway();
        var id = Id(session);
        await db.TestCheckoutSessions.Where(row => row.Id == id && row.State == CheckoutState.Open)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, CheckoutState.Expired), cancellationToken);
        LoseAnswer();
        return await ReadAsync(session, cancellationToken);
    }

    /// <summary>None can be lost: its books and ours are one database.</summary>
    public Task<IReadOnlyList<string>> ListPaidAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task<RefundReading> RefundAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        FailWhenAway();
        var session = Id(order.Charge);

        // As a real one: never more back than was paid, and one order is carried out once.
        var kept = await db.Database.ExecuteSqlAsync($"""
            insert into test_refunds (id, session_id, amount, currency)
            select {order.RefundId}, session.id, {order.Amount}, {order.Currency}
            from (select id, amount, currency from test_checkout_sessions where id = {session} for update) session
            where session.currency = {order.Currency}
                and {order.Amount} <= session.amount - (select coalesce(sum(amount), 0) from test_refunds where session_id = session.id)
            on conflict do nothing
            """, cancellationToken);
        LoseAnswer();
        return kept == 1 || await db.TestRefunds.AnyAsync(refund => refund.Id == order.RefundId, cancellationToken)
            ? new RefundReading(RefundState.Succeeded, order.RefundId.ToString(), order.Amount, order.Currency)
            : throw new ProcessorException("More would go back than was paid.", isTransient: false);
    }

    public async Task<RefundReading> ReadRefundAsync(string reference, CancellationToken cancellationToken)
    {
        FailWhenAway();
        var id = Id(reference);
        var refund = await db.TestRefunds.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        return new RefundReading(RefundState.Succeeded, reference, refund.Amount, refund.Currency);
    }

    private static Guid Id(string reference) => Guid.Parse(reference, CultureInfo.InvariantCulture);

    private void FailWhenAway()
    {
        if (options.Value.Fault == TestFault.Unavailable)
        {
            throw new ProcessorException("The test processor is told to be away.", isTransient: true);
        }
    }

    private void LoseAnswer()
    {
        if (options.Value.Fault == TestFault.AnswerLost)
        {
            throw new ProcessorException("The test processor is told to lose its answers.", isTransient: true);
        }
    }
}
