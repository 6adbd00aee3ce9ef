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
    public Task<Route?> FindServedAsync(Guid requestId, CancellationToken cancellationToken) =>
        db.Routes.AsNoTracking().SingleOrDefaultAsync(route => route.RequestId == requestId && route.Provider != null, cancellationToken);

    public async Task WriteAsync(
        RequestProposals.Request request, ProposalTask task, string hash, Routing routing, DraftReview review, CancellationToken cancellationToken)
    {
        db.Routes.Add(new Route
        {
            RequestId = request.RequestId,
            JobId = request.JobId,
            UserId = request.UserId,
            Task = task.Name,
            TaskVersion = task.Version,
            Provider = routing.Served?.Provider.Name,
            Model = routing.Served?.Answer.Model,
            LeftMachine = routing.Served is { FromCache: false } fresh && fresh.Provider.LeavesMachine(),
            FromCache = routing.Served is { FromCache: true },
            RequestHash = hash,
            Blocks = request.Blocks.Count,
            Characters = request.Blocks.Sum(block => block.Text.Length),
            Proposals = review.Accepted.Count,
            Dropped = review.DroppedTotal,
            Skips = routing.Skips,
            DurationMs = (int)routing.Duration.TotalMilliseconds,
            CreatedAt = clock.GetUtcNow(),
        });
        if (routing.Served is { } served)
        {
            Meter(request, served);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same request came twice at once; the other one is metered.
        }
    }

    private void Meter(RequestProposals.Request request, Served served)
    {
        var usage = new Usage
        {
            RequestId = request.RequestId,
            JobId = request.JobId,
            UserId = request.UserId,
            Provider = served.Provider.Name,
            Model = served.Answer.Model,
            InputTokens = served.FromCache ? 0 : served.Answer.InputTokens,
            OutputTokens = served.FromCache ? 0 : served.Answer.OutputTokens,
            Cost = served.Cost,
            Currency = options.Value.Currency,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Usage.Add(usage);
        db.Publish(new UsageMetered(
            usage.RequestId, usage.JobId, usage.UserId, usage.Provider, usage.Model,
            usage.InputTokens, usage.OutputTokens, usage.Cost, usage.Currency, usage.CreatedAt));
    }
}
