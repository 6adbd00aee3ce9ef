using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Upstream;

/// <summary>Identity, as far as a delivery needs it beyond people's names.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <returns>A JWS without its payload between the dots (RFC 7515, appendix F).</returns>
    public async Task<string> SignReceiptAsync(byte[] payload, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(payload);
        using var answer = await http.PostAsync("/internal/signatures/receipt", body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<SignatureFacts>(ApiJson.Options, cancellationToken))?.Jws
            ?? throw new HttpRequestException("Identity answered without a signature.");
    }

    private sealed record SignatureFacts(string Jws);
}
