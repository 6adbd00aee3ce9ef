using System.Net;
using System.Net.Http.Json;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Upstream;

/// <summary>JobManagement, as far as a delivery needs it.</summary>
internal sealed class JobsClient(HttpClient http)
{
    public Task<JobFacts?> FindAsync(Guid jobId, CancellationToken cancellationToken) =>
        GetAsync<JobFacts>($"/internal/jobs/{jobId}", cancellationToken);

    public Task<AcceptedChanges?> FindAcceptedChangesAsync(Guid jobId, CancellationToken cancellationToken) =>
        GetAsync<AcceptedChanges>($"/internal/jobs/{jobId}/accepted-changes", cancellationToken);

    public Task<JobReview?> FindReviewAsync(Guid jobId, CancellationToken cancellationToken) =>
        GetAsync<JobReview>($"/internal/jobs/{jobId}/review", cancellationToken);

    /// <summary>Null when there is no such job, or its content was erased.</summary>
    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken);
    }
}

internal sealed record JobFacts(Guid Id, Guid UserId, string Status, Guid FileId, string FileName, string ContentType)
{
    /// <summary>The deck is complete: what is accepted can be delivered.</summary>
    public bool IsReady => Status is "ready" or "delivered";
}

/// <param name="Revision">Equal revisions have equal items.</param>
/// <param name="Items">In document order.</param>
internal sealed record AcceptedChanges(Guid JobId, Guid FileId, long Revision, IReadOnlyList<AcceptedChange> Items)
{
    /// <summary>Who changes are by when the person who decided has no name.</summary>
    public const string NamelessAuthor = "SwipeReview";

    public IReadOnlyList<TextEdit> ToEdits() => [.. Items.Select(change => change.ToEdit())];

    public IReadOnlyList<TrackedEdit> ToTrackedEdits(string author) => [.. Items.Select(change => new TrackedEdit(change.ToEdit(), author, change.DecidedAt))];
}

/// <param name="Replacement">What is to be written: the person's own words where they edited the change.</param>
internal sealed record AcceptedChange(
    Guid ChangeId, string BlockId, int Start, int End, string Original, string Replacement, string Category, string Provider, DateTimeOffset DecidedAt)
{
    public TextEdit ToEdit() => new(BlockId, Start, End, Original, Replacement);
}
