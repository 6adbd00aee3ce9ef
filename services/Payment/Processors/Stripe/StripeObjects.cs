using System.Text.Json.Serialization;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>What every object of Stripe's says of itself; <c>livemode</c> where it has one.</summary>
internal abstract record StripeObject
{
    public required string Id { get; init; }

    public bool? Livemode { get; init; }
}

internal sealed record StripeSession : StripeObject
{
    /// <summary>open, complete, expired.</summary>
    public string? Status { get; init; }

    /// <summary>paid, unpaid, no_payment_required.</summary>
    public string? PaymentStatus { get; init; }

    public long? AmountTotal { get; init; }

    public string? Currency { get; init; }

    public string? ClientReferenceId { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public string? Url { get; init; }

    [JsonConverter(typeof(Expandable<StripeIntent>))]
    public StripeIntent? PaymentIntent { get; init; }
}

internal sealed record StripeIntent : StripeObject
{
    /// <summary>requires_payment_method, requires_confirmation, requires_action, processing, requires_capture, canceled, succeeded.</summary>
    public string? Status { get; init; }

    [JsonConverter(typeof(Expandable<StripeCharge>))]
    public StripeCharge? LatestCharge { get; init; }

    public string? Customer { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }
}

internal sealed record StripeCharge : StripeObject
{
    [JsonConverter(typeof(Expandable<StripeBalanceTransaction>))]
    public StripeBalanceTransaction? BalanceTransaction { get; init; }
}

internal sealed record StripeBalanceTransaction : StripeObject
{
    public long Amount { get; init; }

    public long Fee { get; init; }

    public string? Currency { get; init; }
}

internal sealed record StripeRefund : StripeObject
{
    public long Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>pending, requires_action, succeeded, failed, canceled.</summary>
    public string? Status { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }
}

internal sealed record StripeDispute : StripeObject
{
    public long Amount { get; init; }

    public string? Currency { get; init; }

    public long Created { get; init; }

    /// <summary>warning_needs_response, warning_under_review, warning_closed, needs_response, under_review, won, lost.</summary>
    public string? Status { get; init; }

    public string? Reason { get; init; }

    [JsonConverter(typeof(Expandable<StripeIntent>))]
    public StripeIntent? PaymentIntent { get; init; }

    public StripeEvidence? EvidenceDetails { get; init; }

    /// <summary>None, or the money taken, or that and the money given back.</summary>
    public List<StripeBalanceTransaction> BalanceTransactions { get; init; } = [];
}

internal sealed record StripeEvidence
{
    public long? DueBy { get; init; }
}

internal sealed record StripeCustomer : StripeObject;

internal sealed record StripePortal : StripeObject
{
    public string? Url { get; init; }
}

internal sealed record StripeSubscription : StripeObject
{
    /// <summary>incomplete, incomplete_expired, trialing, active, past_due, canceled, unpaid, paused.</summary>
    public string? Status { get; init; }

    public long Created { get; init; }

    public long? CurrentPeriodEnd { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public string? Customer { get; init; }

    public StripeList<StripeSubscriptionItem>? Items { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }
}

internal sealed record StripeSubscriptionItem : StripeObject
{
    public StripePrice? Price { get; init; }
}

internal sealed record StripePrice : StripeObject;

internal sealed record StripeInvoice : StripeObject
{
    /// <summary>draft, open, paid, uncollectible, void.</summary>
    public string? Status { get; init; }

    public long AmountPaid { get; init; }

    public long? Tax { get; init; }

    public string? Currency { get; init; }

    public string? Customer { get; init; }
}

internal sealed record StripeList<T>
{
    public List<T> Data { get; init; } = [];

    public bool HasMore { get; init; }
}

internal sealed record StripeFailure
{
    public StripeError? Error { get; init; }
}

internal sealed record StripeError
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }
}
