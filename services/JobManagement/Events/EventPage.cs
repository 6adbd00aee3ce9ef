using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Events;

/// <summary>The data of a <c>decision</c> event: how the decided changes stand now, and those that were settled or set free with them.</summary>
internal sealed record DecisionData(IReadOnlyList<DecidedChange> Changes, JobCounts Counts);

internal sealed record DecidedChange(Guid Id, ChangeState State, StandingDecision? Decision, SettledBy? SettledBy, bool Hidden)
{
    public static DecidedChange Of(Change change, IEnumerable<ConflictView> conflicts) =>
        new(change.Id, change.State, StandingDecision.Of(change), SettledBy.Of(change, conflicts), change.IsHidden);
}

/// <summary>What came next in a job's log after some place in it, as it is sent to everybody who stands there.</summary>
/// <param name="Text">Server-sent events, in UTF-8. Shared, and never changed.</param>
/// <param name="Last">Number of the last event in it; null when there is none.</param>
/// <param name="IsEnd">Nothing can follow.</param>
internal sealed record EventPage(ReadOnlyMemory<byte> Text, long? Last, bool IsEnd)
{
    private const int MostEvents = 100;

    /// <param name="userId">Whose job it is.</param>
    /// <param name="after">Number of the last event that is known; 0 for none.</param>
    public static async Task<EventPage> ReadAsync(JobsDbContext db, Guid jobId, Guid userId, long after, CancellationToken cancellationToken)
    {
        var events = await db.Events.AsNoTracking().Where(happened => happened.JobId == jobId && happened.UserId == userId && happened.Seq > after)
            .OrderBy(happened => happened.Seq).Take(MostEvents).ToListAsync(cancellationToken);
        if (events.Count == 0)
        {
            return new EventPage(default, null, false);
        }

        var ids = events.SelectMany(happened => happened.ChangeIds).Distinct().ToArray();
        var changes = ids.Length == 0
            ? []
            : await db.Changes.AsNoTracking().Where(change => ids.Contains(change.Id)).ToDictionaryAsync(change => change.Id, cancellationToken);
        var conflicts = await ConflictView.OfAsync(db, changes.Values, cancellationToken);
        var text = string.Concat(events.Select(happened =>
            $"id: {happened.Seq}\nevent: {JsonNamingPolicy.CamelCase.ConvertName(happened.Kind.ToString())}\ndata: {Data(happened, changes, conflicts)}\n\n"));
        return new EventPage(Encoding.UTF8.GetBytes(text), events[^1].Seq, events[^1] is { Kind: JobEventKind.Status } told && Progress(told).Status.IsOver());
    }

    private static string Data(JobEvent happened, Dictionary<Guid, Change> changes, ILookup<Guid, ConflictView> conflicts) => happened.Kind switch
    {
        JobEventKind.Change => JsonSerializer.Serialize(ChangeView.Of(changes[happened.ChangeIds[0]], conflicts[happened.ChangeIds[0]]), ApiJson.Options),
        JobEventKind.Decision => JsonSerializer.Serialize(
            new DecisionData([.. happened.ChangeIds.Select(id => DecidedChange.Of(changes[id], conflicts[id]))], Progress(happened).Counts), ApiJson.Options),
        _ => happened.Data!,
    };

    private static JobProgress Progress(JobEvent happened) => JsonSerializer.Deserialize<JobProgress>(happened.Data!, ApiJson.Options)!;
}
