using Microsoft.Extensions.Options;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>Checkout Sessions on Stripe's own page: no card data ever touches us.</summary>
internal sealed class StripeProcessor(StripeClient stripe, IOptions<StripeOptions> options) : IPaymentProcessor
{
    public const string LiveName = "stripe";
    public const string TestName = "stripe-test";

    /// <summary>Longer than the reconciler goes on with a payment; Stripe allows 24 h from when it is asked, by its own clock.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(23);

    public string Name => NameOf(options.Value);

    /// <summary>Test and live mode are two processors: neither their payments nor their books mix.</summary>
    public static string NameOf(StripeOptions options) => options.IsLive ? LiveName : TestName;

    public ChargeLimits LimitsOf(string currency) => StripeAmounts.LimitsOf(currency);

    public async Task<OpenedCheckout> OpenAsync(CheckoutOrder order, CancellationToken cancellationToken)
    {
        // The same order gives the same fields to the byte: under one key, others would be an error.
        var form = new StripeForm()
            .Add("mode", "payment")
            .Add("line_items[0][quantity]", 1)
            .Add("line_items[0][price_data][currency]", order.Currency.ToLowerInvariant())
            .Add("line_items[0][price_data][unit_amount]", StripeAmounts.Of(order.Amount, order.Currency))
            .Add("line_items[0][price_data][product_data][name]", "Accepted changes")
            .Add("client_reference_id", order.PaymentId.ToString())
            .Add("metadata[jobId]", order.JobId.ToString())
            .Add("payment_intent_data[metadata][jobId]", order.JobId.ToString())
            .Add("payment_intent_data[metadata][paymentId]", order.PaymentId.ToString())
            .Add("success_url", order.ReturnUrl)
            .Add("cancel_url", order.ReturnUrl)
            .Add("expires_at", order.CreatedAt + Lifetime);
        var session = await stripe.PostAsync<StripeSession>(
            "/v1/checkout/sessions", form, $"checkout:{order.JobId:n}:{order.QuoteId:n}:{order.Attempt}", cancellationToken);
        return new OpenedCheckout(session.Id, session.Url ?? throw new ProcessorException("Stripe opened a checkout without an address.", isTransient: false));
    }

    public async Task<CheckoutReading> ReadAsync(string session, CancellationToken cancellationToken) => Reading(await stripe.GetAsync<StripeSession>(
        $"/v1/checkout/sessions/{Uri.EscapeDataString(session)}?expand[]=payment_intent.latest_charge.balance_transaction", cancellationToken));

    public async Task<CheckoutReading> CloseAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            await stripe.PostAsync<StripeSession>($"/v1/checkout/sessions/{Uri.EscapeDataString(session)}/expire", new StripeForm(), $"expire:{session}", cancellationToken);
        }
        catch (ProcessorException fault) when (fault.IsStored || !fault.IsTransient)
        {
            // It is not open any more, or it can't be told what became of it: reading it tells.
        }

        return await ReadAsync(session, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListPaidAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var complete = await stripe.ListAsync<StripeSession>($"/v1/checkout/sessions?status=complete&created[gte]={since.ToUnixTimeSeconds()}", cancellationToken);
        return [.. complete.Where(session => StateOf(session) == CheckoutState.Paid && JobOf(session) is not null).Select(session => session.Id)];
    }

    public async Task<RefundReading> RefundAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        if (order.Attempt > 0 && await FindRefundAsync(order, cancellationToken) is { } made)
        {
            return Reading(made); // the attempt before answered with a fault, and had its effect
        }

        var form = new StripeForm()
            .Add("payment_intent", order.Charge)
            .Add("amount", StripeAmounts.Of(order.Amount, order.Currency))
            .Add("metadata[refundId]", order.RefundId.ToString());
        return Reading(await stripe.PostAsync<StripeRefund>("/v1/refunds", form, $"refund:{order.RefundId:n}:{order.Attempt}", cancellationToken));
    }

    public async Task<RefundReading> ReadRefundAsync(string reference, CancellationToken cancellationToken) =>
        Reading(await stripe.GetAsync<StripeRefund>($"/v1/refunds/{Uri.EscapeDataString(reference)}", cancellationToken));

    private async Task<StripeRefund?> FindRefundAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        var refunds = await stripe.GetAsync<StripeList<StripeRefund>>($"/v1/refunds?limit=100&payment_intent={Uri.EscapeDataString(order.Charge)}", cancellationToken);
        return refunds.Data.Find(refund => refund.Metadata?.GetValueOrDefault("refundId") == order.RefundId.ToString());
    }

    private static CheckoutReading Reading(StripeSession session)
    {
        var currency = (session.Currency ?? "").ToUpperInvariant();
        var balance = session.PaymentIntent?.LatestCharge?.BalanceTransaction;
        return new CheckoutReading(
            StateOf(session),
            Guid.TryParse(session.ClientReferenceId, out var payment) ? payment : null,
            StripeAmounts.ToDecimal(session.AmountTotal ?? 0, currency),
            currency,
            session.PaymentIntent?.Id,
            balance is { Fee: > 0, Currency: { } paidIn }
                ? new ProcessorFee(balance.Id, StripeAmounts.ToDecimal(balance.Fee, paidIn.ToUpperInvariant()), paidIn.ToUpperInvariant())
                : null,
            FeeComesLater: session.PaymentIntent is not null && balance is null,
            JobOf(session));
    }

    private static Guid? JobOf(StripeSession session) => Guid.TryParse(session.Metadata?.GetValueOrDefault("jobId"), out var job) ? job : null;

    private static CheckoutState StateOf(StripeSession session) => (session.Status, session.PaymentStatus, session.PaymentIntent?.Status) switch
    {
        ("complete", "paid" or "no_payment_required", _) => CheckoutState.Paid,
        ("complete", _, "requires_payment_method" or "canceled") => CheckoutState.Declined, // a slow way to pay has failed
        ("complete", _, _) => CheckoutState.Processing,
        ("expired", _, _) => CheckoutState.Expired,
        _ => CheckoutState.Open,
    };

    private static RefundReading Reading(StripeRefund refund)
    {
        var currency = (refund.Currency ?? "").ToUpperInvariant();
        return new RefundReading(refund.Status switch
        {
            "succeeded" => RefundState.Succeeded,
            "failed" or "canceled" => RefundState.Failed,
            _ => RefundState.Pending,
        }, refund.Id, StripeAmounts.ToDecimal(refund.Amount, currency), currency);
    }
}
