using System.Net;
using System.Net.Http.Json;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

public sealed record CountsAnswer(int Total, int Pending, int Accepted, int Rejected, int Skipped);

public sealed record ProblemAnswer(string Code, string Message);

public sealed record JobAnswer(
    Guid Id, string Type, string Status, Guid FileId, string FileName, int Progress, string Stage, int Attempt, CountsAnswer Counts, Money Cost,
    int Priority, ProblemAnswer? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt, UnreadAnswer? Unread = null, Guid? RerunOf = null,
    QueueAnswer? Queue = null);

public sealed record QueueAnswer(int Position, int? WaitSeconds);

public sealed record UnreadAnswer(int Blocks, int Of, Dictionary<string, int> Reasons);

public sealed record StandingAnswer(string Action, string? Replacement, DateTimeOffset DecidedAt, string By, string? Because);

public sealed record ConflictAnswer(Guid ChangeId, string Kind, string Original, string Replacement);

public sealed record SettledAnswer(Guid ChangeId, string Reason);

public sealed record ChangeAnswer(
    Guid Id, Guid JobId, string BlockId, int Start, int End, string Original, string Replacement, string Before, string After, string Category,
    string Pattern, double Confidence, string? Reason, string Provider, bool LeftMachine, string State, StandingAnswer? Decision,
    ConflictAnswer[] Conflicts, SettledAnswer? SettledBy, bool Hidden, string? PromptVersion = null, int? LatencyMs = null, Money? Cost = null, bool? CacheHit = null);

public sealed record DecideAnswer(int Applied, int Ignored, CountsAnswer Counts);

public sealed record BulkAnswer(Guid BatchId, int Resolved, int Skipped, int Remaining);

public sealed record MarkAnswer(Guid ChangeId, int Start, int End, string State);

public sealed record PreviewAnswer(string BlockId, string Kind, string Text, MarkAnswer[] Changes);

public sealed record PreviewPageAnswer(PreviewAnswer[] Items, string? NextCursor, string? PreviousCursor);

/// <summary>A person at the API, in words of what they do.</summary>
public sealed class Person(Guid id, HttpClient http, JobsSystem app)
{
    public Guid Id => id;

    public HttpClient Http => http;

    public Task<HttpResponseMessage> PostJobAsync(string text, string name, string contentType) => PostJobAsync(app.Storage.Put(id, text, name, contentType));

    public Guid Upload(string text, string name = "letter.txt") => app.Storage.Put(id, text, name);

    public Task<HttpResponseMessage> PostJobAsync(Guid fileId, object? options = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(new { type = "review", fileId, options }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return http.SendAsync(request);
    }

    public async Task<JobAnswer> SubmitAsync(string text, object? options = null)
    {
        using var answer = await PostJobAsync(Upload(text), options);
        return await answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted);
    }

    /// <summary>Submits and waits for the deck.</summary>
    public async Task<JobAnswer> ReviewAsync(string text, object? options = null) => await UntilAsync((await SubmitAsync(text, options)).Id, "ready");

    public async Task<JobAnswer> GetAsync(Guid jobId)
    {
        using var answer = await http.GetAsync($"/api/v1/jobs/{jobId}");
        return await answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.OK);
    }

    public Task<JobAnswer> UntilAsync(Guid jobId, string status, TimeSpan? patience = null) => Eventually.GetAsync(async () =>
    {
        var job = await GetAsync(jobId);
        Assert.True(job.Status == status || job.Status is "queued" or "running" or "ready", $"The job is {job.Status}: {job.Error?.Message}");
        return job.Status == status ? job : null;
    }, $"the job to be {status}", patience ?? TimeSpan.FromSeconds(60));

    public Task<JobAnswer> RerunAsync(Guid jobId) => PostAsync<JobAnswer>(jobId, "rerun", new { }, HttpStatusCode.Accepted);

    public Task<JobAnswer> CancelAsync(Guid jobId) => PostAsync<JobAnswer>(jobId, "cancel", new { }, HttpStatusCode.Accepted);

    public async Task<Page<ChangeAnswer>> ListAsync(Guid jobId, string query = "")
    {
        using var answer = await http.GetAsync($"/api/v1/jobs/{jobId}/changes?{query}");
        return await answer.ShouldBeAsync<Page<ChangeAnswer>>(HttpStatusCode.OK);
    }

    public async Task<IReadOnlyList<ChangeAnswer>> ChangesAsync(Guid jobId, string query = "limit=200") => (await ListAsync(jobId, query)).Items;

    public Task<HttpResponseMessage> PostDecisionsAsync(Guid jobId, params object[] decisions) =>
        http.PostAsJsonAsync($"/api/v1/jobs/{jobId}/decisions", new { decisions });

    public async Task<DecideAnswer> DecideAsync(Guid jobId, params object[] decisions)
    {
        using var answer = await PostDecisionsAsync(jobId, decisions);
        return await answer.ShouldBeAsync<DecideAnswer>(HttpStatusCode.OK);
    }

    public Task<BulkAnswer> BulkAsync(Guid jobId, object filter, string action) => PostAsync<BulkAnswer>(jobId, "decisions/bulk", new { filter, action });

    public Task<BulkAnswer> UndoBulkAsync(Guid jobId, Guid batchId) => PostAsync<BulkAnswer>(jobId, $"decisions/bulk/{batchId}/undo", new { });

    public async Task<PreviewPageAnswer> PreviewPageAsync(Guid jobId, string query)
    {
        using var answer = await http.GetAsync($"/api/v1/jobs/{jobId}/preview?{query}");
        return await answer.ShouldBeAsync<PreviewPageAnswer>(HttpStatusCode.OK);
    }

    public async Task<string> PreviewAsync(Guid jobId, string view) =>
        string.Join('\n', (await PreviewPageAsync(jobId, $"view={view}")).Items.Select(block => block.Text));

    private async Task<T> PostAsync<T>(Guid jobId, string what, object body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await http.PostAsJsonAsync($"/api/v1/jobs/{jobId}/{what}", body);
        return await answer.ShouldBeAsync<T>(status);
    }
}
