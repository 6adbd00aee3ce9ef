using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.ServiceDefaults.Http;

/// <summary>Identity, for services that write a person's name on what they make. Registered by <c>AddServiceClient&lt;PeopleClient&gt;("identity")</c>.</summary>
public sealed class PeopleClient(HttpClient http)
{
    /// <summary>What a person calls themselves; null when they have not said, or were erased.</summary>
    /// <exception cref="HttpRequestException">Identity does not answer.</exception>
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
