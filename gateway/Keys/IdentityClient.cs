using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.Gateway.Keys;

internal sealed class IdentityClient(HttpClient http)
{
    private sealed record Exchanged(string AccessToken);

    /// <summary>The token that acts as the key's person. Null for a key that is unknown, revoked or expired.</summary>
    public async Task<string?> ExchangeAsync(string apiKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/internal/api-keys/exchange")
        {
            Content = JsonContent.Create(new { key = apiKey }, options: ApiJson.Options),
        };
        using var answer = await http.SendAsync(request.MarkSafeToRepeat(), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Exchanged>(ApiJson.Options, cancellationToken))?.AccessToken;
    }
}
