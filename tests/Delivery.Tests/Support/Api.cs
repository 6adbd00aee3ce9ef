using System.Net;
using System.Net.Http.Json;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Support;

/// <summary>A download as clients see it.</summary>
public sealed record DownloadAnswer(
    Guid Id, string Status, Guid JobId, string? Format, string? As, string? Name, string? ContentType, long? Size, string? Sha256, string? Url, DateTimeOffset? ExpiresAt, ErrorAnswer? Error);

public sealed record ErrorAnswer(string Code, string Message);

internal static class Api
{
    public static Task<HttpResponseMessage> PostDownloadAsync(this HttpClient client, Guid jobId, string format = "clean", string? @as = null) =>
        client.PostAsJsonAsync("/api/v1/downloads", new { jobId, format, @as });

    public static async Task<DownloadAnswer> RequestAsync(this HttpClient client, Guid jobId, string format = "clean", string? @as = null)
    {
        using var answer = await client.PostDownloadAsync(jobId, format, @as);
        return await answer.ShouldBeAsync<DownloadAnswer>(HttpStatusCode.Accepted);
    }

    public static async Task<DownloadAnswer> GetDownloadAsync(this HttpClient client, Guid id)
    {
        using var answer = await client.GetAsync($"/api/v1/downloads/{id}");
        return await answer.ShouldBeAsync<DownloadAnswer>(HttpStatusCode.OK);
    }

    /// <summary>Waits until an artifact is built, or has failed.</summary>
    public static Task<DownloadAnswer> WaitAsync(this HttpClient client, Guid id, string status = "ready", TimeSpan? patience = null) =>
        Eventually.GetAsync(async () => await client.GetDownloadAsync(id) is { } download && download.Status == status ? download : null, $"a download that is {status}", patience);

    public static async Task<DownloadAnswer> DownloadAsync(this HttpClient client, Guid jobId, string format = "clean", string? @as = null) =>
        await client.WaitAsync((await client.RequestAsync(jobId, format, @as)).Id);
}
