using System.Diagnostics.Metrics;
using System.Text.Json;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement;

/// <summary>What operators watch. Names are those of the alert rules; no label has a value of a user's own.</summary>
internal static class JobMetrics
{
    private static readonly Meter Meter = new("SwipeReview.Jobs");
    private static readonly Counter<long> Processed = Meter.CreateCounter<long>("jobs_processed", description: "Jobs that ended, by status");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("queue_job_duration", "s", "From the first start of a job to its end");
    private static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("queue_job_wait", "s", "From submission to the first start");
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("changes_proposed", description: "Changes stored, by provider");
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("decisions_recorded", description: "Decisions, by action");

    public static void Started(Job job) => Wait.Record((job.StartedAt!.Value - job.CreatedAt).TotalSeconds);

    public static void Ended(Job job)
    {
        var status = new KeyValuePair<string, object?>("status", Word(job.Status));
        Processed.Add(1, status);
        if (job is { StartedAt: { } started, CompletedAt: { } completed })
        {
            Duration.Record((completed - started).TotalSeconds, status);
        }
    }

    public static void Proposed(IEnumerable<Change> changes)
    {
        foreach (var byProvider in changes.CountBy(change => change.Provider))
        {
            Changes.Add(byProvider.Value, new KeyValuePair<string, object?>("provider", byProvider.Key));
        }
    }

    public static void Decided(IEnumerable<Decision> decisions)
    {
        foreach (var byAction in decisions.CountBy(decision => decision.Action))
        {
            Decisions.Add(byAction.Value, new KeyValuePair<string, object?>("action", Word(byAction.Key)));
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
