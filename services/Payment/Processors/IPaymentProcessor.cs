using SwipeReview.Payment.Payments;

namespace SwipeReview.Payment.Processors;

internal enum CheckoutState
{
    Open,
    Paid,
    Declined,
}

/// <summary>Somebody who takes money on a page of their own and can be asked how it went.</summary>
internal interface IPaymentProcessor
{
    string Name { get; }

    /// <summary>Opens a checkout for the payment and tells it where.</summary>
    Task StartAsync(JobPayment payment, CancellationToken cancellationToken);

    Task<CheckoutState> ReadAsync(JobPayment payment, CancellationToken cancellationToken);

    /// <summary>Closes an open checkout. False when it is too late: money has moved.</summary>
    Task<bool> CancelAsync(JobPayment payment, CancellationToken cancellationToken);
}
