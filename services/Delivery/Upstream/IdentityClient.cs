using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Upstream;

/// <summary>Identity, as far as a delivery needs it.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <summary>What a person calls themselves; null when they have not said, or were erased.</summary>
    public async Task<string?> FindNameAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/internal/users/{userId}", cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<PersonFacts>(ApiJson.Options, cancellationToken))?.DisplayName;
    }

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

    private sealed record PersonFacts(Guid Id, string? DisplayName);
}
