using Microsoft.Extensions.Options;

namespace SwipeReview.Payment.Processors.Stripe;

internal sealed class StripeDisputes(StripeClient stripe, IOptions<StripeOptions> options) : IDisputeProcessor
{
    public string Name => StripeProcessor.NameOf(options.Value);

    public async Task<DisputeReading> ReadAsync(string dispute, CancellationToken cancellationToken) =>
        Reading(await stripe.GetAsync<StripeDispute>($"/v1/disputes/{Uri.EscapeDataString(dispute)}?expand[]=payment_intent", cancellationToken));

    public async Task<IReadOnlyList<DisputeReading>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
    [
        .. (await stripe.ListAsync<StripeDispute>($"/v1/disputes?created[gte]={since.ToUnixTimeSeconds()}&expand[]=data.payment_intent", cancellationToken)).Select(Reading),
    ];

    private static DisputeReading Reading(StripeDispute dispute)
    {
        var currency = (dispute.Currency ?? "").ToUpperInvariant();
        return new DisputeReading(
            dispute.Id,
            dispute.PaymentIntent?.Id,
            Guid.TryParse(dispute.PaymentIntent?.Metadata?.GetValueOrDefault("paymentId"), out var payment) ? payment : null,
            dispute.PaymentIntent?.Customer,
            StateOf(dispute.Status),
            dispute.Reason ?? "",
            StripeAmounts.ToDecimal(dispute.Amount, currency),
            currency,
            DateTimeOffset.FromUnixTimeSeconds(dispute.Created),
            dispute.EvidenceDetails?.DueBy is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) : null,
            [.. dispute.BalanceTransactions.Select(Movement)]);
    }

    private static DisputeMovement Movement(StripeBalanceTransaction moved)
    {
        var currency = (moved.Currency ?? "").ToUpperInvariant();
        return new DisputeMovement(moved.Id, StripeAmounts.ToDecimal(moved.Amount, currency), StripeAmounts.ToDecimal(moved.Fee, currency), currency);
    }

    private static DisputeState StateOf(string? status) => status switch
    {
        "warning_needs_response" or "warning_under_review" => DisputeState.Inquiry,
        "warning_closed" => DisputeState.Closed,
        "won" => DisputeState.Won,
        "lost" => DisputeState.Lost,
        _ => DisputeState.Open, // needs_response, under_review
    };
}
