using System.Diagnostics.Metrics;
using System.Text.Json;
using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;

namespace SwipeReview.LlmRouter;

/// <summary>What the router did, by provider: requests and their time, what was dropped and why; and which models it would ask now.</summary>
internal sealed class RouterMetrics
{
    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;
    private readonly Counter<long> dropped;
    private readonly Counter<long> tokens;
    private readonly Counter<double> cost;

    public Meter Meter { get; }

    public RouterMetrics(IMeterFactory meters, IServiceScopeFactory scopes)
    {
        Meter = meters.Create("SwipeReview.LlmRouter");
        requests = Meter.CreateCounter<long>("llm_requests_total");
        duration = Meter.CreateHistogram<double>("llm_request_duration_seconds", "s");
        dropped = Meter.CreateCounter<long>("llm_proposals_dropped_total");
        tokens = Meter.CreateCounter<long>("llm_tokens_total");
        cost = Meter.CreateCounter<double>("llm_cost_total");
        Meter.CreateObservableGauge("llm_provider_up", () => Up(scopes));
    }

    /// <summary>By the breaker, which knows it from the work: nobody is called for the sake of a figure.</summary>
    private static IEnumerable<Measurement<int>> Up(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<ProviderCatalogue>().Configured.Select(provider => new Measurement<int>(
            provider.Breaker is CircuitState.Closed or CircuitState.HalfOpen ? 1 : 0, new("provider", provider.Name), new("model", provider.Model)))];
    }

    public void Asked(string provider, string task, CallOutcome outcome, TimeSpan time)
    {
        requests.Add(1, new("provider", provider), new("task", task), new("outcome", JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())));
        duration.Record(time.TotalSeconds, new("provider", provider), new("task", task));
    }

    public void Used(string provider, TokenUsage usage, decimal spent)
    {
        tokens.Add(usage.Input, new("provider", provider), new("direction", "in"));
        tokens.Add(usage.Output, new("provider", provider), new("direction", "out"));
        cost.Add((double)spent, new KeyValuePair<string, object?>("provider", provider));
    }

    public void Dropped(string provider, IReadOnlyDictionary<DropReason, int> counts)
    {
        foreach (var (reason, count) in counts)
        {
            dropped.Add(count, new("provider", provider), new("reason", reason.ToString()));
        }
    }
}
