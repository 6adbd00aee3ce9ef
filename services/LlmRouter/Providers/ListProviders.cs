using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Which providers there are, whether they answer now, what they take, and how they did in the last day.</summary>
internal static class ListProviders
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <param name="Model">The first that is asked.</param>
    /// <param name="Models">All that are configured, in the order in which they are asked.</param>
    /// <param name="Tasks">What it can do, whatever the language.</param>
    /// <param name="Available">Models that it says it has; empty where it doesn't say or doesn't answer.</param>
    public sealed record ProviderView(
        string Name, string Model, ProviderClass Class, bool LeavesMachine, IReadOnlyList<string> Tasks,
        ProviderState State, double? LatencyMs, string? Error, LastDay LastDay, IReadOnlyList<ModelView> Models, IReadOnlyList<string> Available);

    /// <param name="Breaker">Open: it failed too often, and is left alone for a while.</param>
    /// <param name="InputPrice">For a million tokens sent.</param>
    /// <param name="OutputPrice">For a million tokens received.</param>
    public sealed record ModelView(string Name, ProviderState State, double? LatencyMs, string? Error, CircuitState Breaker, Money InputPrice, Money OutputPrice);

    /// <summary>Requests that named it as the one that served, how many of them from the cache, and the mean time of the others.</summary>
    /// <param name="Calls">Questions that it was asked; the cache answered others.</param>
    /// <param name="Failures">Of these, how many had no answer, or one that failed its checks.</param>
    /// <param name="P50Ms">Half of its answers took no longer.</param>
    /// <param name="SpentToday">Since midnight UTC, with what came to nothing.</param>
    /// <param name="Skips">Requests in which it was passed over or gave up on a part, by reason.</param>
    public sealed record LastDay(
        int Requests, int FromCache, double? MeanMs, int Proposals, int Dropped, Money Cost,
        int Calls, int Failures, double? P50Ms, double? P95Ms, Money SpentToday, IReadOnlyDictionary<SkipReason, int> Skips);

    public enum ProviderState
    {
        Up,
        Down,
    }

    public static async Task<Ok<Page<ProviderView>>> HandleAsync(
        ProviderCatalogue catalogue, RouterDbContext db, IOptions<RouterOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.SeeAllUsersAsync(cancellationToken);
        var days = await ReadDaysAsync(db, options.Value.Currency, clock.GetUtcNow(), cancellationToken);
        var probes = await Task.WhenAll(catalogue.Configured.Select(async provider => (Provider: provider, Probe: await ProbeAsync(provider, clock, cancellationToken))));
        var views = probes.GroupBy(probe => probe.Provider.Name, StringComparer.Ordinal).Select(models =>
        {
            var (first, probe) = models.First();
            return new ProviderView(
                first.Name,
                first.Model,
                first.Class,
                first.LeavesMachine(),
                [.. ProposalTask.All.Where(task => first.CanDo(task, language: null)).Select(task => task.Name)],
                probe.State,
                probe.LatencyMs,
                probe.Error,
                days(first.Name),
                [.. models.Select(model => ToView(model.Provider, model.Probe, options.Value.Currency))],
                probe.Available);
        });
        return TypedResults.Ok(new Page<ProviderView>([.. views], NextCursor: null));
    }

    private static ModelView ToView(IProposalProvider provider, Probe probe, string currency) => new(
        provider.Model, probe.State, probe.LatencyMs, probe.Error, provider.Breaker, Money.Of(provider.Price.Input, currency), Money.Of(provider.Price.Output, currency));

    private static async Task<Func<string, LastDay>> ReadDaysAsync(RouterDbContext db, string currency, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Window;
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var routes = await db.Routes.Where(route => route.CreatedAt >= since && route.Provider != null)
            .GroupBy(route => route.Provider!)
            .Select(day => new
            {
                Provider = day.Key,
                Requests = day.Count(),
                FromCache = day.Count(route => route.FromCache),
                MeanMs = day.Where(route => !route.FromCache).Average(route => (double?)route.DurationMs),
                Proposals = day.Sum(route => route.Proposals),
                Dropped = day.Sum(route => route.Dropped),
            })
            .ToDictionaryAsync(day => day.Provider, cancellationToken);
        var costs = await db.Usage.Where(usage => usage.CreatedAt >= since)
            .GroupBy(usage => usage.Provider)
            .Select(usage => new { Provider = usage.Key, Cost = usage.Sum(row => row.Cost) })
            .ToDictionaryAsync(usage => usage.Provider, usage => usage.Cost, cancellationToken);
        var calls = await db.Database.SqlQuery<CallFigures>($"""
            select provider, count(*)::int as calls,
                   (count(*) filter (where outcome in ('failed', 'failedChecks')))::int as failures,
                   percentile_cont(0.5) within group (order by duration_ms) filter (where outcome = 'answered') as half,
                   percentile_cont(0.95) within group (order by duration_ms) filter (where outcome = 'answered') as most,
                   coalesce(sum(cost) filter (where created_at >= {midnight}), 0) as spent
            from calls where created_at >= {since} and outcome <> 'cached' group by provider
            """).ToDictionaryAsync(row => row.Provider, cancellationToken);
        var skips = await db.Database.SqlQuery<SkipFigure>($"""
            select skip ->> 'provider' as provider, skip ->> 'reason' as reason, count(*)::int as count
            from routes, jsonb_array_elements(skips) as skip where created_at >= {since} group by 1, 2
            """).ToListAsync(cancellationToken);
        var skipsOf = skips.ToLookup(skip => skip.Provider, StringComparer.Ordinal);
        return provider =>
        {
            var (route, call) = (routes.GetValueOrDefault(provider), calls.GetValueOrDefault(provider));
            return new LastDay(
                route?.Requests ?? 0, route?.FromCache ?? 0, route?.MeanMs, route?.Proposals ?? 0, route?.Dropped ?? 0, Money.Of(costs.GetValueOrDefault(provider), currency),
                call?.Calls ?? 0, call?.Failures ?? 0, call?.Half, call?.Most, Money.Of(call?.Spent ?? 0, currency),
                skipsOf[provider].ToDictionary(skip => Enum.Parse<SkipReason>(skip.Reason, ignoreCase: true), skip => skip.Count));
        };
    }

    private static async Task<Probe> ProbeAsync(IProposalProvider provider, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var started = clock.GetTimestamp();
        try
        {
            var available = await provider.ProbeAsync(patience.Token);
            return new Probe(ProviderState.Up, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1), null, available);
        }
        catch (ProviderException fault)
        {
            return new Probe(ProviderState.Down, null, fault.Message, []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Probe(ProviderState.Down, null, $"No answer within {Patience.TotalSeconds:0} s.", []);
        }
    }

    private sealed record Probe(ProviderState State, double? LatencyMs, string? Error, IReadOnlyList<string> Available);

    private sealed record SkipFigure(string Provider, string Reason, int Count);

    private sealed record CallFigures(string Provider, int Calls, int Failures, double? Half, double? Most, decimal Spent);
}
