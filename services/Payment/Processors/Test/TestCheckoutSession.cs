namespace SwipeReview.Payment.Processors.Test;

/// <summary>A checkout in the built-in processor's own books.</summary>
internal sealed class TestCheckoutSession
{
    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public CheckoutState State { get; init; } = CheckoutState.Open;

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required string ReturnUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what is <see cref="CheckoutState.Processing"/> arrives.</summary>
    public DateTimeOffset? ArrivesAt { get; init; }

    public CheckoutState StateAt(DateTimeOffset now, TimeSpan lifetime) => State switch
    {
        CheckoutState.Processing when ArrivesAt <= now => CheckoutState.Paid,
        CheckoutState.Open when CreatedAt + lifetime <= now => CheckoutState.Expired,
        _ => State,
    };
}

internal sealed class TestRefund
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }
}
