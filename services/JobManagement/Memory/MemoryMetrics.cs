using System.Diagnostics.Metrics;
using System.Text.Json;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What operators watch of the memory, in the meter of the jobs.</summary>
internal static class MemoryMetrics
{
    private static readonly Meter Meter = new("SwipeReview.Jobs");
    private static readonly Counter<long> HiddenChanges = Meter.CreateCounter<long>("memory_hidden", description: "Changes rejected for a person by what they said before");
    private static readonly Counter<long> Decided = Meter.CreateCounter<long>("autopilot_decided", description: "Changes decided by the autopilot");
    private static readonly Counter<long> Audits = Meter.CreateCounter<long>("autopilot_audits", description: "Batches that were checked by their person, by outcome");

    public static void Hidden(int changes) => HiddenChanges.Add(changes);

    public static void DecidedByAutopilot(int changes) => Decided.Add(changes);

    public static void Audited(BatchState outcome) =>
        Audits.Add(1, new KeyValuePair<string, object?>("outcome", JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())));
}
