using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Processors;

/// <summary>The part of a processor that charges by the month. As with payments: orders have an identity, reading is the truth.</summary>
/// <exception cref="ProcessorException">Of any member.</exception>
internal interface ISubscriptionProcessor
{
    string Name { get; }

    /// <summary>The tiers that can be bought.</summary>
    IReadOnlyCollection<Tier> Sells { get; }

    /// <summary>Makes the person known; the same person gives the same customer.</summary>
    Task<string> RegisterAsync(Guid userId, CancellationToken cancellationToken);

    /// <param name="order">Its identity.</param>
    Task<OpenedCheckout> SubscribeAsync(string customer, Guid userId, Tier tier, string order, string returnUrl, CancellationToken cancellationToken);

    /// <summary>Closes a checkout, if it is open still.</summary>
    Task ForgetCheckoutAsync(string session, CancellationToken cancellationToken);

    /// <summary>Null when the customer has never had one.</summary>
    Task<SubscriptionReading?> ReadAsync(string customer, CancellationToken cancellationToken);

    /// <summary>Upwards at once, and charged for the rest of the period; downwards from the next period on.</summary>
    Task ChangeAsync(SubscriptionReading from, Tier to, string order, CancellationToken cancellationToken);

    /// <param name="isEnding">False takes it back.</param>
    Task EndWithPeriodAsync(SubscriptionReading subscription, bool isEnding, string order, CancellationToken cancellationToken);

    /// <summary>Where the person manages cards and invoices.</summary>
    Task<string> PortalAsync(string customer, string returnUrl, string order, CancellationToken cancellationToken);

    /// <summary>What the customer paid lately.</summary>
    Task<IReadOnlyList<PaidInvoice>> ReadInvoicesAsync(string customer, CancellationToken cancellationToken);
}

internal enum SubscriptionStatus
{
    /// <summary>Its first payment is not there yet.</summary>
    Incomplete,
    Active,

    /// <summary>A renewal was not paid, and is tried again.</summary>
    PastDue,

    /// <summary>It was tried for long enough.</summary>
    Unpaid,
    Ended,
}

/// <param name="Item">What of it is priced.</param>
/// <param name="KeptTier">A higher tier that is paid for until <paramref name="KeptUntil"/>.</param>
internal sealed record SubscriptionReading(
    string Id, string Item, Tier Tier, SubscriptionStatus Status, DateTimeOffset? PeriodEnd, bool EndsWithPeriod, Tier? KeptTier = null, DateTimeOffset? KeptUntil = null);

internal sealed record PaidInvoice(string Id, decimal Amount, decimal Tax, string Currency);
