using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Which providers are configured, whether they answer now, and how they did in the last day.</summary>
internal static class ListProviders
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public sealed record ProviderView(
        string Name, string Model, ProviderClass Class, bool LeavesMachine, IReadOnlyList<string> Tasks,
        ProviderState State, double? LatencyMs, string? Error, LastDay LastDay);

    /// <summary>Requests that it served, how many of them from the cache, and the mean time of the others.</summary>
    public sealed record LastDay(int Requests, int FromCache, double? MeanMs, int Proposals, int Dropped, Money Cost);

    public enum ProviderState
    {
        Up,
        Down,
    }

    public static async Task<Ok<Page<ProviderView>>> HandleAsync(
        IEnumerable<IProposalProvider> providers, RouterDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.SeeAllUsersAsync(cancellationToken);
        var since = clock.GetUtcNow() - Window;
        var days = await db.Routes.Where(route => route.CreatedAt >= since && route.Provider != null)
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
            .Select(usage => new { Provider = usage.Key, Cost = usage.Sum(row => row.Cost), Currency = usage.Max(row => row.Currency) })
            .ToDictionaryAsync(usage => usage.Provider, cancellationToken);

        var views = await Task.WhenAll(providers.OrderBy(provider => provider.Class).Select(async provider =>
        {
            var (latency, error) = await ProbeAsync(provider, clock, cancellationToken);
            var day = days.GetValueOrDefault(provider.Name);
            var cost = costs.GetValueOrDefault(provider.Name);
            return new ProviderView(
                provider.Name,
                provider.Model,
                provider.Class,
                provider.LeavesMachine(),
                [.. ProposalTask.Names.Where(name => provider.CanDo(ProposalTask.Find(name)!, language: null))],
                error is null ? ProviderState.Up : ProviderState.Down,
                latency,
                error,
                new LastDay(day?.Requests ?? 0, day?.FromCache ?? 0, day?.MeanMs, day?.Proposals ?? 0, day?.Dropped ?? 0,
                    Money.Of(cost?.Cost ?? 0, cost?.Currency ?? "USD")));
        }));
        return TypedResults.Ok(new Page<ProviderView>(views, NextCursor: null));
    }

    private static async Task<(double? LatencyMs, string? Error)> ProbeAsync(IProposalProvider provider, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var started = clock.GetTimestamp();
        try
        {
            await provider.ProbeAsync(patience.Token);
            return (Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1), null);
        }
        catch (ProviderException fault)
        {
            return (null, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"No answer within {Patience.TotalSeconds:0} s.");
        }
    }
}
