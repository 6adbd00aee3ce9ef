using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Any language model as a provider of proposals: fits the text to the model's window, and reads edits out of its answer as it writes.</summary>
internal sealed class LanguageModelProvider(ILanguageModel model, LanguageModelOptions options, Uri address, Price price, TimeProvider clock) : IProposalProvider
{
    private const int LeastTextTokens = 64;

    public string Name => model.Provider;

    public string Model => model.Model;

    public ProviderClass Class { get; } = address.IsLoopback ? ProviderClass.LocalModel : ProviderClass.Cloud;

    public Price Price => price;

    public ProviderLimits Limits { get; } = new(options.Parallel, options.Concurrent, options.CallsPerMinute, options.LongestWait);

    public CircuitState Breaker => Patient.State;

    /// <summary>The same model for questions of any kind, behind the same breaker.</summary>
    public PatientModel Patient { get; } = new(model, options, clock);

    /// <summary>A question of any kind as this model may be asked it: no longer an answer than is configured; null when its window can't hold both.</summary>
    public ModelQuestion? Fit(ModelQuestion question)
    {
        var fitting = question with { MaxTokens = Math.Min(question.MaxTokens, options.MaxAnswerTokens) };
        return fitting.CountTokens(Model) + fitting.MaxTokens <= options.Window ? fitting : null;
    }

    public bool CanDo(ProposalTask task, string? language) => Class.Can(task);

    public IEnumerable<ProviderCall> Plan(ProviderRequest request, IReadOnlyList<Passage> passages)
    {
        var rules = Prompt.For(request with { Blocks = [], Context = request.Context is { } known ? known with { Before = null, After = null } : null }, options.MaxAnswerTokens);
        var room = options.Window - options.MaxAnswerTokens - rules.CountTokens(Model) - (2 * options.ContextTokens);
        if (room < LeastTextTokens)
        {
            throw new ProviderException("What it is told leaves no room for the text in the model's window.");
        }

        var chunks = new Chunks(request.Blocks, request.Context, Math.Min(room, options.TextTokens), options.ContextTokens, Count);
        return chunks.Of(passages).Select(chunk => new ProviderCall(
            request.Of(chunk.Passages) with { Context = (request.Context ?? DocumentContext.None) with { Before = chunk.Before, After = chunk.After } },
            chunk.Passages));
    }

    /// <summary>All that goes out: an equal question has an equal answer.</summary>
    public object CacheKey(ProviderRequest request)
    {
        var (system, messages, schema, maxTokens, _) = Prompt.For(request, options.MaxAnswerTokens);
        return new { system, messages, schema, maxTokens };
    }

    public decimal MostItCosts(ProviderRequest request) =>
        price.IsFree ? 0 : price.Of(new TokenUsage(Prompt.For(request, options.MaxAnswerTokens).CountTokens(Model), options.MaxAnswerTokens));

    public async Task<ProviderAnswer> ProposeAsync(ProviderRequest request, Action<IReadOnlyList<Draft>> found, CancellationToken cancellationToken)
    {
        var edits = new EditStream();
        var drafts = new List<Draft>();
        var completion = await Patient.AskAsync(Prompt.For(request, options.MaxAnswerTokens), Hear, cancellationToken);
        return completion.Stop switch
        {
            ModelStop.Refused => throw UseOf(completion, "The model refused."),
            ModelStop.Length when !edits.IsComplete => throw UseOf(completion, "The answer was cut off."),
            _ when !edits.IsComplete => throw UseOf(completion, "The model's answer is not the JSON that was asked for."),
            _ => new ProviderAnswer(Model, drafts, new Dictionary<int, string>(), completion.Usage, price.Of(completion.Usage), edits.Malformed, completion.Outrun),
        };

        void Hear(string text)
        {
            foreach (var draft in edits.Read(text))
            {
                drafts.Add(draft);
                found([draft]);
            }
        }
    }

    public async Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await model.ProbeAsync(cancellationToken);
        }
        catch (VendorException fault)
        {
            throw new ProviderException(fault.Message, fault);
        }
    }

    private static ProviderException UseOf(Completion completion, string message) => new(message) { IsAboutTheText = true, Used = completion.Usage };

    // In JSON, quotes and ends of lines are escaped.
    private int Count(string text) => TokenCount.Of(text, Model) + text.AsSpan().Count('"') + text.AsSpan().Count('\\') + text.AsSpan().Count('\n');
}
