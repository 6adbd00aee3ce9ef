using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;

namespace SwipeReview.Payment.Processors;

/// <summary>The built-in processor: the states of a real one, a checkout page of its own, and no money.</summary>
internal sealed class TestProcessor(PaymentDbContext db, TimeProvider clock) : IPaymentProcessor
{
    public string Name => "test";

    public Task StartAsync(JobPayment payment, CancellationToken cancellationToken)
    {
        var session = new TestCheckoutSession
        {
            Id = Guid.CreateVersion7(),
            PaymentId = payment.Id,
            Amount = payment.Amount,
            Currency = payment.Currency,
            CreatedAt = clock.GetUtcNow(),
        };
        db.TestCheckoutSessions.Add(session);
        payment.AwaitCheckout(session.Id, $"{TestCheckout.Route}/{session.Id}");
        return Task.CompletedTask;
    }

    public Task<CheckoutState> ReadAsync(JobPayment payment, CancellationToken cancellationToken) =>
        db.TestCheckoutSessions.Where(session => session.Id == payment.SessionId).Select(session => session.State).SingleAsync(cancellationToken);

    public async Task<bool> CancelAsync(JobPayment payment, CancellationToken cancellationToken) =>
        await db.TestCheckoutSessions
            .Where(session => session.Id == payment.SessionId && session.State != CheckoutState.Paid)
            .ExecuteUpdateAsync(session => session.SetProperty(row => row.State, CheckoutState.Declined), cancellationToken) == 1;
}

internal sealed class TestCheckoutSession
{
    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public CheckoutState State { get; init; } = CheckoutState.Open;

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
