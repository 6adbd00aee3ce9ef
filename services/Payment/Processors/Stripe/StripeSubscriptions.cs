using System.Globalization;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Processors.Stripe;

internal sealed class StripeSubscriptions(StripeClient stripe, IOptions<StripeOptions> options) : ISubscriptionProcessor
{
    private const string KeptTier = "keptTier";
    private const string KeptUntil = "keptUntil";

    public string Name => StripeProcessor.NameOf(options.Value);

    public IReadOnlyCollection<Tier> Sells => [.. Enum.GetValues<Tier>().Where(tier => options.Value.Prices.ContainsKey(tier.ToString()))];

    public async Task<string> RegisterAsync(Guid userId, CancellationToken cancellationToken) => (await stripe.PostAsync<StripeCustomer>(
        "/v1/customers", new StripeForm().Add("metadata[userId]", userId.ToString()), $"customer:{userId:n}", cancellationToken)).Id;

    public async Task<OpenedCheckout> SubscribeAsync(string customer, Guid userId, Tier tier, string order, string returnUrl, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("mode", "subscription")
            .Add("customer", customer)
            .Add("line_items[0][price]", options.Value.Prices[tier.ToString()])
            .Add("line_items[0][quantity]", 1)
            .Add("client_reference_id", userId.ToString())
            .Add("subscription_data[metadata][userId]", userId.ToString())
            .Add("success_url", returnUrl)
            .Add("cancel_url", returnUrl);
        var session = await stripe.PostAsync<StripeSession>("/v1/checkout/sessions", form, order, cancellationToken);
        return new OpenedCheckout(session.Id, session.Url ?? throw new ProcessorException("Stripe opened a checkout without an address.", isTransient: false));
    }

    public async Task ForgetCheckoutAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            await stripe.PostAsync<StripeSession>($"/v1/checkout/sessions/{Uri.EscapeDataString(session)}/expire", new StripeForm(), $"expire:{session}", cancellationToken);
        }
        catch (ProcessorException fault) when (!fault.IsTransient)
        {
            return; // it is closed already, and reading the subscription tells how
        }
    }

    public async Task<SubscriptionReading?> ReadAsync(string customer, CancellationToken cancellationToken)
    {
        var all = await stripe.GetAsync<StripeList<StripeSubscription>>($"/v1/subscriptions?status=all&limit=100&customer={Uri.EscapeDataString(customer)}", cancellationToken);
        return all.Data.Select(Reading).OrderBy(one => one.Status is SubscriptionStatus.Ended or SubscriptionStatus.Incomplete).ThenByDescending(one => one.PeriodEnd).FirstOrDefault();
    }

    public async Task ChangeAsync(SubscriptionReading from, Tier to, string order, CancellationToken cancellationToken)
    {
        var isUpwards = to >= from.Tier;
        var form = new StripeForm()
            .Add("items[0][id]", from.Item)
            .Add("items[0][price]", options.Value.Prices[to.ToString()])
            .Add("cancel_at_period_end", false)
            .Add("proration_behavior", isUpwards ? "always_invoice" : "none")
            .Add($"metadata[{KeptTier}]", isUpwards ? "" : (from.KeptTier ?? from.Tier).ToString())
            .Add($"metadata[{KeptUntil}]", isUpwards ? "" : $"{from.PeriodEnd?.ToUnixTimeSeconds()}");
        await stripe.PostAsync<StripeSubscription>($"/v1/subscriptions/{Uri.EscapeDataString(from.Id)}", form, order, cancellationToken);
    }

    public Task EndWithPeriodAsync(SubscriptionReading subscription, bool isEnding, string order, CancellationToken cancellationToken) =>
        stripe.PostAsync<StripeSubscription>(
            $"/v1/subscriptions/{Uri.EscapeDataString(subscription.Id)}", new StripeForm().Add("cancel_at_period_end", isEnding), order, cancellationToken);

    public async Task<string> PortalAsync(string customer, string returnUrl, string order, CancellationToken cancellationToken)
    {
        var portal = await stripe.PostAsync<StripePortal>(
            "/v1/billing_portal/sessions", new StripeForm().Add("customer", customer).Add("return_url", returnUrl), order, cancellationToken);
        return portal.Url ?? throw new ProcessorException("Stripe's portal has no address.", isTransient: false);
    }

    public async Task<IReadOnlyList<PaidInvoice>> ReadInvoicesAsync(string customer, CancellationToken cancellationToken)
    {
        var all = await stripe.GetAsync<StripeList<StripeInvoice>>($"/v1/invoices?status=paid&limit=100&customer={Uri.EscapeDataString(customer)}", cancellationToken);
        return [.. from invoice in all.Data
            where invoice is { Status: "paid", AmountPaid: > 0 }
            let currency = (invoice.Currency ?? "").ToUpperInvariant()
            select new PaidInvoice(invoice.Id, StripeAmounts.ToDecimal(invoice.AmountPaid, currency), StripeAmounts.ToDecimal(invoice.Tax ?? 0, currency), currency)];
    }

    private SubscriptionReading Reading(StripeSubscription subscription)
    {
        if (subscription.Livemode is { } live && live != options.Value.IsLive)
        {
            throw new ProcessorException("Stripe answered with a subscription of the other mode.", isTransient: false);
        }

        var item = subscription.Items?.Data is [var first, ..] ? first : throw new ProcessorException("A subscription without an item.", isTransient: false);
        var tier = options.Value.Prices.FirstOrDefault(price => price.Value == item.Price?.Id).Key is { } name && Enum.TryParse<Tier>(name, ignoreCase: true, out var known)
            ? known
            : Tier.Free; // a price of another product
        var kept = Enum.TryParse<Tier>(subscription.Metadata?.GetValueOrDefault(KeptTier), out var higher) ? higher : (Tier?)null;
        var until = long.TryParse(subscription.Metadata?.GetValueOrDefault(KeptUntil), CultureInfo.InvariantCulture, out var seconds) ? seconds : (long?)null;
        return new SubscriptionReading(subscription.Id, item.Id, tier, StatusOf(subscription.Status), Time(subscription.CurrentPeriodEnd), subscription.CancelAtPeriodEnd, kept, Time(until));
    }

    private static SubscriptionStatus StatusOf(string? status) => status switch
    {
        "active" or "trialing" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "unpaid" or "paused" => SubscriptionStatus.Unpaid,
        "incomplete" => SubscriptionStatus.Incomplete,
        _ => SubscriptionStatus.Ended,
    };

    private static DateTimeOffset? Time(long? seconds) => seconds is { } value ? DateTimeOffset.FromUnixTimeSeconds(value) : null;
}
