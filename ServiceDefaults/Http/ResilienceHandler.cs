using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SwipeReview.ServiceDefaults.Http;

/// <summary>Limits for one typed client.</summary>
public sealed class ResilienceOptions
{
    /// <summary>For one attempt, until the headers are there. Default 10 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For all attempts together, until the headers are there. Default 30 s.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Retries after the first attempt, 0–10. Default 2. They begin at 200 ms, double, and have jitter.</summary>
    public int Retries { get; set; } = 2;
}

/// <summary>
/// The pipeline of a typed client: total time, retries on transient faults, breaker, time per attempt. Only requests
/// that may be repeated are: GET, HEAD, PUT and DELETE without a streamed body, and those marked <see cref="SafeToRepeat"/>.
/// </summary>
internal sealed class ResilienceHandler(ResilienceOptions options) : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> repeating = Build(options, options.Retries);
    private readonly ResiliencePipeline<HttpResponseMessage> once = Build(options, retries: 0);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = MayRepeat(request) ? repeating : once;
        return await pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
    }

    private static bool MayRepeat(HttpRequestMessage request) =>
        request.Options.TryGetValue(SafeToRepeat.Key, out var marked) && marked
        || ((request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete)
            && request.Content is null or ByteArrayContent or System.Net.Http.Json.JsonContent);

    private static ResiliencePipeline<HttpResponseMessage> Build(ResilienceOptions options, int retries)
    {
        var transient = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(answer => NeighbourOutage.IsSaidBy(answer.StatusCode));
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(options.TotalTimeout);
        if (retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = transient,
                MaxRetryAttempts = retries,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = attempt =>
                {
                    attempt.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }

        return pipeline
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = transient,
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }
}

/// <summary>Marks a POST as one that its receiver makes idempotent, so that it may be sent again.</summary>
public static class SafeToRepeat
{
    internal static readonly HttpRequestOptionsKey<bool> Key = new("SwipeReview.SafeToRepeat");

    public static HttpRequestMessage MarkSafeToRepeat(this HttpRequestMessage request)
    {
        request.Options.Set(Key, true);
        return request;
    }
}
