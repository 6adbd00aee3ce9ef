using System.Text.Json.Serialization;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>A job as its owner sees it.</summary>
/// <param name="Progress">Percent.</param>
/// <param name="Attempt">How many times work on it has begun; 0 while it stands in the line.</param>
/// <param name="Formats">What it can be downloaded as.</param>
/// <param name="Unread">What of it no model could read so far; null when nothing was left.</param>
/// <param name="RerunOf">The job that this one does once more; null for one that was asked for anew.</param>
/// <param name="Queue">Its place in the line; null when it does not wait for a worker.</param>
internal sealed record JobView(
    Guid Id, JobType Type, JobStatus Status, Guid FileId, string FileName, int Progress, JobStage Stage, int Attempt, JobCounts Counts,
    Money Cost, int Priority, JobProblem? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt,
    IReadOnlyList<string> Formats, UnreadBlocks? Unread, Guid? RerunOf, QueuePlace? Queue)
{
    public static JobView Of(Job job) => new(
        job.Id, job.Type, job.Status, job.FileId, job.FileName, job.Progress, job.Stage, job.Starts, JobCounts.Of(job),
        Money.Of(job.Cost, job.Currency), job.Priority, JobProblem.Of(job), job.CreatedAt, job.StartedAt, job.CompletedAt,
        [.. OutputFormats.Of(job.ContentType).Select(OutputFormats.Word)], job.Unread, job.RerunOf, null);
}

/// <summary>Says of jobs that wait where they stand, which is never older than a second.</summary>
internal static class QueuePlaces
{
    public static async Task<JobView> ShowAsync(this Places places, JobView job, CancellationToken cancellationToken) =>
        job.Status is JobStatus.Queued or JobStatus.Running ? job with { Queue = await places.FindAsync(job.Id, cancellationToken) } : job;
}

/// <summary>What of a job changes while it is watched: the data of <c>progress</c> and <c>status</c> events.</summary>
internal sealed record JobProgress(
    JobStatus Status, int Progress, JobStage Stage, int Attempt, JobCounts Counts, JobProblem? Error, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt,
    UnreadBlocks? Unread = null)
{
    public static JobProgress Of(Job job) => new(
        job.Status, job.Progress, job.Stage, job.Starts, JobCounts.Of(job), JobProblem.Of(job), job.StartedAt, job.CompletedAt,
        job.Unread);
}

internal sealed record JobCounts(int Total, int Pending, int Accepted, int Rejected, int Skipped)
{
    public static JobCounts Of(Job job) => new(job.Total, job.Pending, job.Accepted, job.Rejected, job.Skipped);
}

internal sealed record JobProblem(string Code, string Message)
{
    public static JobProblem? Of(Job job) => job.ErrorCode is { } code ? new JobProblem(code, job.ErrorMessage ?? "") : null;
}

/// <summary>What a person may ask for besides the type.</summary>
internal sealed record JobOptions
{
    /// <summary>What to do: "proofread", "tighten", "plain language", or own words. Up to 2,000 characters.</summary>
    public string? Instructions { get; init; }

    public string? Provider { get; init; }

    /// <summary>Nothing of the file may leave this machine.</summary>
    public bool Private { get; init; }

    /// <summary>BCP 47, as "en" or "de-CH".</summary>
    public string? Language { get; init; }

    /// <summary>Terms that are right as they stand: up to 200, of up to 80 characters each.</summary>
    public IReadOnlyList<string>? Glossary { get; init; }

    /// <summary>No number may change.</summary>
    public bool KeepNumbers { get; init; }

    [JsonIgnore]
    public static JobOptions None { get; } = new();
}
