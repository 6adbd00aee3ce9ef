using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <param name="Stop">Why it ended.</param>
/// <param name="Outrun">What a straggler took that a second try outran, as far as we can tell.</param>
internal readonly record struct Completion(ModelStop Stop, TokenUsage Usage, TokenUsage Outrun);

/// <summary>
/// One model, and the patience that it takes: retries until it begins to answer, a breaker, and time limits for the
/// first token, from one to the next, and for all. What has begun is not asked again here: its words are already shown.
/// </summary>
internal sealed class PatientModel
{
    private readonly ILanguageModel model;
    private readonly LanguageModelOptions options;
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly ResiliencePipeline patience;
    private readonly ResiliencePipeline<ModelStream> opening;
    private readonly ResiliencePipeline total;
    private readonly ResiliencePipeline gap;

    public PatientModel(ILanguageModel model, LanguageModelOptions options, TimeProvider clock)
    {
        (this.model, this.options) = (model, options);
        patience = Patience(options, clock, breaker);
        opening = Opening(options);

        // Once for each token: on the system's own clock Polly uses its timers again.
        total = new ResiliencePipelineBuilder().AddTimeout(options.Timeout).Build();
        gap = new ResiliencePipelineBuilder().AddTimeout(options.TokenTimeout).Build();
    }

    public CircuitState State => breaker.CircuitState;

    /// <param name="onText">Told of each bit of the answer; an exception of its own ends the call.</param>
    /// <exception cref="ProviderException">It did not answer, or not to the end.</exception>
    public async Task<Completion> AskAsync(ModelQuestion question, Action<string> onText, CancellationToken cancellationToken)
    {
        var call = new Call(model.Model, question, onText);
        try
        {
            return await patience.ExecuteAsync(async token => await AskOnceAsync(question, call, token), cancellationToken);
        }
        catch (BrokenCircuitException fault)
        {
            throw new ProviderException("It failed too often; it is left alone for a while.", fault) { Reason = SkipReason.BreakerOpen };
        }
        catch (TimeoutRejectedException fault)
        {
            throw new ProviderException($"No word for {fault.Timeout.TotalSeconds:0.#} s.", fault) { IsMidway = call.HasBegun, Used = call.Used };
        }
        catch (VendorException fault)
        {
            throw new ProviderException(fault.Message, fault) { IsMidway = fault.IsMidway && fault.IsTransient, Used = call.Used };
        }
    }

    private async ValueTask<Completion> AskOnceAsync(ModelQuestion question, Call call, CancellationToken cancellationToken)
    {
        try
        {
            return await total.ExecuteAsync(async token => await ReadAsync(question, call, token), cancellationToken);
        }
        catch (VendorException fault) when (call.HasBegun)
        {
            throw new VendorException(fault.Message, fault.IsTransient, inner: fault) { IsMidway = true };
        }
        catch (TimeoutRejectedException fault) when (call.HasBegun)
        {
            throw new VendorException($"It fell silent for {fault.Timeout.TotalSeconds:0.#} s.", isTransient: true, inner: fault) { IsMidway = true };
        }
    }

    private async ValueTask<Completion> ReadAsync(ModelQuestion question, Call call, CancellationToken cancellationToken)
    {
        var tries = 0;
        await using var stream = await opening.ExecuteAsync(
            token =>
            {
                Interlocked.Increment(ref tries);
                return ModelStream.OpenAsync(model, question, call.Count, token);
            },
            cancellationToken);
        call.Hear(stream.Current);
        while (stream.Current.Stop is null)
        {
            await gap.ExecuteAsync(stream.MoveNextAsync, cancellationToken);
            call.Hear(stream.Current);
        }

        var outrun = tries == 1 ? default : new TokenUsage((tries - 1) * question.CountTokens(model.Model), 0, IsEstimate: true);
        return new Completion(stream.Current.Stop.Value, call.Used, outrun);
    }

    private static ResiliencePipeline Patience(LanguageModelOptions options, TimeProvider clock, CircuitBreakerStateProvider state)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                // A longer wait than we would sit out is no retry but another provider's chance.
                ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>()
                    .Handle<VendorException>(fault => fault is { IsTransient: true, IsMidway: false } && !(fault.RetryAfter > options.LongestWait)),
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as VendorException)?.RetryAfter),
            });
        }

        return pipeline
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<VendorException>(fault => fault.IsTransient),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerCalls,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                StateProvider = state,
            })
            .Build();
    }

    private static ResiliencePipeline<ModelStream> Opening(LanguageModelOptions options)
    {
        var pipeline = new ResiliencePipelineBuilder<ModelStream>();
        if (options.HedgeAfter is { } delay)
        {
            pipeline.AddHedging(new HedgingStrategyOptions<ModelStream>
            {
                // For those that take long; a fault is a retry's business.
                ShouldHandle = _ => ValueTask.FromResult(false),
                MaxHedgedAttempts = 1,
                Delay = delay,
            });
        }

        return pipeline.AddTimeout(options.FirstTokenTimeout).Build();
    }

    /// <summary>What is known of a call while it lasts.</summary>
    private sealed class Call(string model, ModelQuestion question, Action<string> onText)
    {
        private readonly System.Text.StringBuilder heard = new();
        private long? input;
        private long? output;

        public bool HasBegun { get; private set; }

        /// <summary>As the vendor says; by our own count what it doesn't. Nothing, as long as it hasn't begun.</summary>
        public TokenUsage Used => !HasBegun && output is null ? default : new(
            input ?? question.CountTokens(model), output ?? TokenCount.Of(heard.ToString(), model), IsEstimate: input is null || output is null);

        public void Count(ModelPart part) => (input, output) = (part.InputTokens ?? input, part.OutputTokens ?? output);

        public void Hear(ModelPart part)
        {
            Count(part);
            if (part.Text.Length > 0)
            {
                HasBegun = true;
                heard.Append(part.Text);
                onText(part.Text);
            }
        }
    }
}
