using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Data;

/// <summary>Writes how a request was served, and meters it: one save, once per request id.</summary>
internal sealed class RouteLog(RouterDbContext db, IOptions<RouterOptions> options, TimeProvider clock)
{
    private const int Decimals = 4;

    public Task<Route?> FindServedAsync(Guid requestId, CancellationToken cancellationToken) =>
        db.Routes.AsNoTracking().SingleOrDefaultAsync(route => route.RequestId == requestId && route.Provider != null, cancellationToken);

    /// <summary>What the request was metered with.</summary>
    public Task<decimal> CostAsync(Guid requestId, CancellationToken cancellationToken) =>
        db.Usage.Where(usage => usage.RequestId == requestId).SumAsync(usage => usage.Cost, cancellationToken);

    /// <returns>What the job is charged: exactly what is metered.</returns>
    public async Task<decimal> WriteAsync(RequestProposals.Request request, ProposalTask task, string hash, Routing routing, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.Calls.AddRange(routing.Calls);
        db.Routes.Add(new Route
        {
            RequestId = request.RequestId,
            JobId = request.JobId,
            UserId = request.UserId,
            Task = task.Name,
            TaskVersion = task.Version,
            Provider = routing.Served?.Provider,
            Model = routing.Served?.Model,
            LeftMachine = routing.Calls.Any(call => call is { LeavesMachine: true, Outcome: not CallOutcome.Cached }),
            FromCache = routing.Calls.Any(call => call.IsServed) && routing.Calls.Where(call => call.IsServed).All(call => call.Outcome == CallOutcome.Cached),
            RequestHash = hash,
            Blocks = request.Blocks.Count,
            Characters = request.Blocks.Sum(block => block.Text.Length),
            Proposals = routing.Review.Total.Accepted,
            Dropped = routing.Review.Total.Dropped.Values.Sum(),
            Skips = routing.Skips,
            DurationMs = (int)routing.Duration.TotalMilliseconds,
            CreatedAt = now,
        });
        var usage = routing.Served is null ? [] : Usage(request.RequestId, request.JobId, request.UserId, routing.Served.Value, routing.Calls, now);
        foreach (var row in usage)
        {
            Meter(row, row == usage[0] ? row.RequestId : Derive(row.RequestId, row.Provider));
        }

        return await SaveAsync(request.RequestId, usage.Sum(row => row.Cost), cancellationToken);
    }

    /// <summary>For who went away before the end, and for what is no job: the calls were made all the same.</summary>
    public async Task WriteCallsAsync(IEnumerable<Call> calls)
    {
        db.Calls.AddRange(calls);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Meters questions that are no reviews of a job's blocks: all in one save, and one that was metered before only when it comes alone.</summary>
    /// <returns>What each is charged.</returns>
    public async Task<IReadOnlyList<decimal>> MeterAsync(IReadOnlyList<(Guid JobId, Call Call)> questions)
    {
        var now = clock.GetUtcNow();
        var rows = questions.Select(question => Usage(question.Call.RequestId, question.JobId, question.Call.UserId, (question.Call.Provider, question.Call.Model), [question.Call], now)[0]).ToList();
        rows.ForEach(row => Meter(row, row.RequestId));
        db.Calls.AddRange(questions.Select(question => question.Call));
        if (rows.Count == 1)
        {
            return [await SaveAsync(rows[0].RequestId, rows[0].Cost, CancellationToken.None)];
        }

        await db.SaveChangesAsync();
        return [.. rows.Select(row => row.Cost)];
    }

    private async Task<decimal> SaveAsync(Guid requestId, decimal cost, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return cost;
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same request came twice at once; the other one is metered.
            db.ChangeTracker.Clear();
            return await CostAsync(requestId, cancellationToken);
        }
    }

    /// <summary>One row for each provider that served, the first one's first. Costs are exact up to here, and rounded once.</summary>
    private List<Usage> Usage(
        Guid requestId, Guid jobId, Guid userId, (string Provider, string Model) served, IEnumerable<Call> calls, DateTimeOffset now)
    {
        var rows = calls.Where(call => call.Outcome is CallOutcome.Answered or CallOutcome.Cached)
            .GroupBy(call => call.Provider, StringComparer.Ordinal)
            .OrderByDescending(group => group.Key == served.Provider)
            .Select(group => Row(group.Key, group.First().Model, [.. group.Where(call => call.Outcome == CallOutcome.Answered)]))
            .ToList();
        return rows.Count > 0 ? rows : [Row(served.Provider, served.Model, [])];

        Usage Row(string provider, string model, IReadOnlyCollection<Call> charged) => new()
        {
            RequestId = requestId,
            JobId = jobId,
            UserId = userId,
            Provider = provider,
            Model = model,
            InputTokens = charged.Sum(call => call.InputTokens),
            OutputTokens = charged.Sum(call => call.OutputTokens),
            Cost = Math.Round(charged.Sum(call => call.Charge), Decimals, MidpointRounding.AwayFromZero),
            Currency = options.Value.Currency,
            CreatedAt = now,
        };
    }

    private void Meter(Usage usage, Guid messageId)
    {
        db.Usage.Add(usage);
        db.Publish(new UsageMetered(
            messageId, usage.JobId, usage.UserId, usage.Provider, usage.Model,
            usage.InputTokens, usage.OutputTokens, usage.Cost, usage.Currency, usage.CreatedAt));
    }

    /// <summary>Whoever bills knows one row by its request: the second provider of a request has an id of its own, the same at every try.</summary>
    private static Guid Derive(Guid requestId, string provider) =>
        new(SHA256.HashData([.. requestId.ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(provider)]).AsSpan(0, 16));
}
