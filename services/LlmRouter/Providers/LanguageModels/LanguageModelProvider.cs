using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Any language model as a provider: cuts the text to the model's window, asks with patience, reads the answers.</summary>
internal sealed class LanguageModelProvider : IProposalProvider
{
    private readonly ILanguageModel model;
    private readonly LanguageModelOptions options;
    private readonly ResiliencePipeline patience;

    public LanguageModelProvider(ILanguageModel model, Uri address, TimeProvider clock)
    {
        this.model = model;
        options = model.Options;
        Class = address.IsLoopback ? ProviderClass.LocalModel : ProviderClass.Cloud;
        patience = Patience(options, clock);
    }

    public string Name => model.Provider;

    public string Model => options.Model;

    public ProviderClass Class { get; }

    public bool CanDo(ProposalTask task, string? language) => Class.Can(task);

    public async Task<ProviderAnswer> ProposeAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        var chunks = Chunks.Of(request.Blocks, options.CharactersPerCall).ToArray();
        var completions = new Completion[chunks.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, chunks.Length, parallel, async (index, token) =>
            completions[index] = await AskAsync(Prompt.For(request, chunks[index]), token));

        var input = completions.Sum(completion => completion.InputTokens);
        var output = completions.Sum(completion => completion.OutputTokens);
        var cost = Math.Round(((input * options.InputPrice) + (output * options.OutputPrice)) / 1_000_000, 4, MidpointRounding.AwayFromZero);
        var drafts = completions.SelectMany(completion => ModelAnswer.Read(completion.Text)).ToList();
        return new ProviderAnswer(Model, drafts, new Dictionary<int, string>(), input, output, cost);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await model.ProbeAsync(cancellationToken);
        }
        catch (VendorException fault)
        {
            throw new ProviderException(fault.Message, fault);
        }
    }

    private async Task<Completion> AskAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await patience.ExecuteAsync(async token => await model.CompleteAsync(prompt, token), cancellationToken);
        }
        catch (BrokenCircuitException fault)
        {
            throw new ProviderException("It failed too often; it is left alone for a while.", fault);
        }
        catch (TimeoutRejectedException fault)
        {
            throw new ProviderException($"No answer within {options.Timeout.TotalSeconds:0} s.", fault);
        }
        catch (VendorException fault)
        {
            throw new ProviderException(fault.Message, fault);
        }
    }

    private static ResiliencePipeline Patience(LanguageModelOptions options, TimeProvider clock)
    {
        var transient = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<VendorException>(fault => fault.IsTransient);
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                // A longer wait than we would sit out is no retry but another provider's chance.
                ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>()
                    .Handle<VendorException>(fault => fault.IsTransient && !(fault.RetryAfter > options.LongestWait)),
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
                ShouldHandle = transient,
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
            })
            .AddTimeout(options.Timeout)
            .Build();
    }
}
