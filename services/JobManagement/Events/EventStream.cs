using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Dispatch;
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

/// <summary>
/// A job's log as server-sent events, from any instance: the database is the truth, signals only save waiting. Ends
/// after the status that nothing can follow. Where a waiting job stands is told, too, as <c>queue</c> and without an id: it is
/// no part of the story, and who comes back is told where it stands then.
/// </summary>
internal sealed class EventStream(Guid jobId, long after, JobStatus status) : IResult
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var db = services.GetRequiredService<JobsDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        using var signal = services.GetRequiredService<JobSignals>().Listen(jobId);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SayAsync(httpContext, ": here is what happened\n\n", ended.Token);
            await FollowAsync(httpContext, db, clock, signal, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client left, or this instance stops: the client comes back with the last id it saw.
        }
    }

    private async Task FollowAsync(HttpContext http, JobsDbContext db, TimeProvider clock, JobSignals.Listener signal, CancellationToken cancellationToken)
    {
        var places = http.RequestServices.GetRequiredService<Places>();
        var keepAlive = http.RequestServices.GetRequiredService<IOptions<EventOptions>>().Value.KeepAlive;
        var (last, standing, stood) = (after, status, (QueuePlace?)null);
        var lastSaid = clock.GetTimestamp();
        while (true)
        {
            var events = await db.Events.AsNoTracking().Where(happened => happened.JobId == jobId && happened.Seq > last)
                .OrderBy(happened => happened.Seq).Take(BatchSize).ToListAsync(cancellationToken);
            if (events.Count > 0)
            {
                await SayAsync(http, await WriteAsync(db, events, cancellationToken), cancellationToken);
                if (IsFinal(events[^1]))
                {
                    return;
                }

                last = events[^1].Seq;
                standing = events.LastOrDefault(happened => happened.Kind is JobEventKind.Status or JobEventKind.Progress) is { } told ? Progress(told).Status : standing;
                lastSaid = clock.GetTimestamp();
                continue;
            }

            if (standing is JobStatus.Queued or JobStatus.Running && await places.FindAsync(jobId, cancellationToken) is { } place && place != stood)
            {
                await SayAsync(http, $"event: queue\ndata: {JsonSerializer.Serialize(place, ApiJson.Options)}\n\n", cancellationToken);
                (stood, lastSaid) = (place, clock.GetTimestamp());
            }

            if (clock.GetElapsedTime(lastSaid) >= keepAlive)
            {
                await SayAsync(http, ": still here\n\n", cancellationToken);
                lastSaid = clock.GetTimestamp();
            }

            await signal.WaitAsync(Poll, cancellationToken);
        }
    }

    private static async Task<string> WriteAsync(JobsDbContext db, List<JobEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.SelectMany(happened => happened.ChangeIds).Distinct().ToArray();
        var changes = ids.Length == 0
            ? []
            : await db.Changes.AsNoTracking().Where(change => ids.Contains(change.Id)).ToDictionaryAsync(change => change.Id, cancellationToken);
        var conflicts = await ConflictView.OfAsync(db, changes.Values, cancellationToken);
        return string.Concat(events.Select(happened =>
            $"id: {happened.Seq}\nevent: {JsonNamingPolicy.CamelCase.ConvertName(happened.Kind.ToString())}\ndata: {Data(happened, changes, conflicts)}\n\n"));
    }

    private static string Data(JobEvent happened, Dictionary<Guid, Change> changes, ILookup<Guid, ConflictView> conflicts) => happened.Kind switch
    {
        JobEventKind.Change => JsonSerializer.Serialize(ChangeView.Of(changes[happened.ChangeIds[0]], conflicts[happened.ChangeIds[0]]), ApiJson.Options),
        JobEventKind.Decision => JsonSerializer.Serialize(
            new DecisionData([.. happened.ChangeIds.Select(id => DecidedChange.Of(changes[id], conflicts[id]))], Progress(happened).Counts), ApiJson.Options),
        _ => happened.Data!,
    };

    private static bool IsFinal(JobEvent happened) => happened.Kind == JobEventKind.Status && Progress(happened).Status.IsOver();

    private static JobProgress Progress(JobEvent happened) => JsonSerializer.Deserialize<JobProgress>(happened.Data!, ApiJson.Options)!;

    private static async Task SayAsync(HttpContext http, string text, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync(text, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}
