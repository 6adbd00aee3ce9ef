using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Upstream;

/// <summary>Payment, for the moments in which its message has not arrived yet.</summary>
internal sealed class PaymentClient(HttpClient http)
{
    public async Task<SettlementFacts?> GetSettlementAsync(Guid jobId, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<SettlementFacts>($"/internal/payments/{jobId}/settlement", ApiJson.Options, cancellationToken);
}

internal sealed record SettlementFacts(Guid JobId, bool Settled, int AcceptedChanges);
