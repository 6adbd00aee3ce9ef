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

    ChargeLimits LimitsOf(string currency);

    /// <summary>The same payment and attempt give the same checkout, however often.</summary>
    Task<OpenedCheckout> OpenAsync(CheckoutOrder order, CancellationToken cancellationToken);

    Task<CheckoutReading> ReadAsync(string session, CancellationToken cancellationToken);

    /// <summary>Closes a checkout that is still open, and says how it stands then: paid, if it is too late.</summary>
    Task<CheckoutReading> CloseAsync(string session, CancellationToken cancellationToken);

    /// <summary>The paid checkouts that we opened since then, as the processor remembers them.</summary>
    Task<IReadOnlyList<string>> ListPaidAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The same refund id gives money back once, however often.</summary>
    Task<RefundReading> RefundAsync(RefundOrder order, CancellationToken cancellationToken);

    /// <param name="reference">What <see cref="RefundAsync"/> answered.</param>
    Task<RefundReading> ReadRefundAsync(string reference, CancellationToken cancellationToken);
}

/// <param name="QuoteId">The version of the job's quote that is frozen.</param>
/// <param name="Attempt">Grows when the last attempt is known to have given no checkout that anybody saw.</param>
internal sealed record CheckoutOrder(
    Guid PaymentId, Guid JobId, Guid QuoteId, int Attempt, decimal Amount, string Currency, string ReturnUrl, DateTimeOffset CreatedAt);

/// <param name="Least">The smallest amount that can be charged.</param>
/// <param name="Step">Amounts are multiples of it; 0 where any whole minor unit will do.</param>
internal readonly record struct ChargeLimits(decimal Least, decimal Step)
{
    /// <summary>In steps, rounded down: nobody is charged more than they owe.</summary>
    public decimal InSteps(decimal amount) => Step == 0 ? amount : amount - (amount % Step);

    /// <summary>0 when it is less than can be charged.</summary>
    public decimal Chargeable(decimal amount) => InSteps(amount) is var rounded && rounded < Least ? 0 : rounded;
}

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
/// <param name="FeeComesLater">It has not said yet what it keeps.</param>
/// <param name="JobId">What the checkout was for, as the processor was told.</param>
internal sealed record CheckoutReading(
    CheckoutState State, Guid? PaymentId, decimal Amount, string Currency, string? Charge = null, ProcessorFee? Fee = null, bool FeeComesLater = false, Guid? JobId = null);

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
