using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Papers;

/// <summary>Identity, as far as a paper needs it.</summary>
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

    private sealed record PersonFacts(Guid Id, string? DisplayName);
}
