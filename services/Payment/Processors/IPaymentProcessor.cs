namespace SwipeReview.Payment.Processors;

/// <summary>
/// Somebody who takes money on a page of their own. Every call may fail after it had its effect, so every order has an
/// identity by which a second call is the same one; none is ever made inside a database transaction.
/// </summary>
/// <exception cref="ProcessorException">Of any member.</exception>
internal interface IPaymentProcessor
{
    /// <summary>Written on each payment and in the ledger: money of one processor is never asked for at another.</summary>
    string Name { get; }

    /// <summary>The same payment and attempt give the same checkout, however often.</summary>
    Task<OpenedCheckout> OpenAsync(CheckoutOrder order, CancellationToken cancellationToken);

    Task<CheckoutReading> ReadAsync(string session, CancellationToken cancellationToken);

    /// <summary>Closes a checkout that is still open, and says how it stands then: paid, if it is too late.</summary>
    Task<CheckoutReading> CloseAsync(string session, CancellationToken cancellationToken);

    /// <summary>The same refund id gives money back once, however often.</summary>
    Task<RefundReading> RefundAsync(RefundOrder order, CancellationToken cancellationToken);

    /// <param name="reference">What <see cref="RefundAsync"/> answered.</param>
    Task<RefundReading> ReadRefundAsync(string reference, CancellationToken cancellationToken);
}

/// <param name="QuoteId">The version of the job's quote that is frozen.</param>
/// <param name="Attempt">Grows when the last attempt is known to have given no checkout that anybody saw.</param>
internal sealed record CheckoutOrder(
    Guid PaymentId, Guid JobId, Guid QuoteId, int Attempt, decimal Amount, string Currency, string ReturnUrl, DateTimeOffset CreatedAt);

internal sealed record OpenedCheckout(string Session, string Url);

internal enum CheckoutState
{
    Open,

    /// <summary>The person is done, the money is on its way.</summary>
    Processing,
    Paid,
    Declined,
    Expired,
}

/// <param name="PaymentId">Whose checkout it is, as the processor was told.</param>
/// <param name="Charge">What refunds name; null until money has moved.</param>
/// <param name="Fee">What the processor kept, where it says so.</param>
internal sealed record CheckoutReading(CheckoutState State, Guid? PaymentId, decimal Amount, string Currency, string? Charge = null, ProcessorFee? Fee = null);

/// <param name="Movement">The processor's id of it.</param>
/// <param name="Currency">In which the processor keeps its books: not always that of the payment.</param>
internal sealed record ProcessorFee(string Movement, decimal Amount, string Currency);

/// <param name="Charge">As the reading of the paid checkout named it.</param>
/// <param name="Attempt">More than 0: an earlier call's outcome is unknown.</param>
internal sealed record RefundOrder(Guid RefundId, Guid PaymentId, string Charge, decimal Amount, string Currency, int Attempt = 0);

internal enum RefundState
{
    Pending,
    Succeeded,
    Failed,
}

internal sealed record RefundReading(RefundState State, string Reference, decimal Amount, string Currency);
