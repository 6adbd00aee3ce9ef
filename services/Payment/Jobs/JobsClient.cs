using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Jobs;

/// <summary>What JobManagement says of a job's bill. The truth about decisions is asked for when it is needed, not copied.</summary>
internal sealed class JobsClient(HttpClient http)
{
    /// <summary>Null when there is no such job.</summary>
    public async Task<JobBilling?> FindBillingAsync(Guid jobId, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/internal/jobs/{jobId}/billing", cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JobBilling>(ApiJson.Options, cancellationToken);
    }
}

/// <param name="Accepted">Accepted changes as they stand now, by who proposed them.</param>
internal sealed record JobBilling(Guid JobId, Guid UserId, string Status, IReadOnlyList<AcceptedGroup> Accepted, int AcceptedTotal)
{
    /// <summary>The deck is complete: what is owed can be said.</summary>
    public bool IsReady => Status is "ready" or "delivered";

    /// <summary>The person has a result: its decisions are final.</summary>
    public bool IsDelivered => Status is "delivered";
}

internal sealed record AcceptedGroup(string Category, string Provider, bool LeftMachine, int Count);
