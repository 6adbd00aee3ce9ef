using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Notification.People;

/// <summary>What only Identity can make.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    internal sealed record StartedReset(Guid UserId, string Token);

    /// <summary>The secret of a link to a new password. Null when nobody has that email, or was mailed enough links for now.</summary>
    public async Task<StartedReset?> StartPasswordResetAsync(string email, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("/internal/password-resets", new { email }, ApiJson.Options, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<StartedReset>(ApiJson.Options, cancellationToken);
    }
}
