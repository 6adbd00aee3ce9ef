using System.ComponentModel.DataAnnotations;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>A vendor's language models. Sections <c>LlmRouter:Ollama</c>, <c>LlmRouter:OpenAi</c>, <c>LlmRouter:Anthropic</c>; one without a model isn't there.</summary>
internal sealed class LanguageModelOptions : IValidatableObject
{
    // What the rules of a task, its schema and a wish may take.
    private const int PromptTokens = 1_536;

    /// <summary>As the vendor calls it; several with commas between, the cheapest first. Empty: this provider is not set up.</summary>
    public string Model { get; set; } = "";

    /// <summary>Where it answers; each vendor's own address unless told. A loopback address counts as this machine, every other as leaving it.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Secret: from the environment only. Ollama needs none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Price of a million tokens sent, in the router's currency, where <c>LlmRouter:Prices</c> has no row. Default 0.</summary>
    [Range(0, 10_000)]
    public decimal InputPrice { get; set; }

    /// <summary>Price of a million tokens received. Default 0.</summary>
    [Range(0, 10_000)]
    public decimal OutputPrice { get; set; }

    /// <summary>Tokens that the model can have in mind at once, prompt and answer together. Default 8,192.</summary>
    [Range(2_048, 2_000_000)]
    public int Window { get; set; } = 8_192;

    /// <summary>Most tokens of a document's text in one call: short calls bring the first card early. Default 1,500.</summary>
    [Range(64, 1_000_000)]
    public int TextTokens { get; set; } = 1_500;

    /// <summary>Tokens of what stands before and after the text, each, that go along to be understood and not edited. Default 100.</summary>
    [Range(0, 2_000)]
    public int ContextTokens { get; set; } = 100;

    /// <summary>Most tokens of one answer. Default 4,096.</summary>
    [Range(256, 64_000)]
    public int MaxAnswerTokens { get; set; } = 4_096;

    /// <summary>Calls at once for one request. Default 2.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 2;

    /// <summary>Calls at once for everybody, over all instances. Default 16.</summary>
    [Range(1, 10_000)]
    public int Concurrent { get; set; } = 16;

    /// <summary>Calls a minute for everybody, over all instances; 0 for no limit. Default 0.</summary>
    [Range(0, 1_000_000)]
    public int CallsPerMinute { get; set; }

    /// <summary>Until the first token. Default 45 s: a model may have to be loaded first.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>From one token to the next. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan TokenTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For one call, to its last token. Default 80 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(80);

    /// <summary>Further tries after a transient fault. Default 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Calls in half a minute of which half must fail for it to be left alone for 15 s. Default 6.</summary>
    [Range(2, 10_000)]
    public int BreakerCalls { get; set; } = 6;

    /// <summary>Longest wait, that a vendor's Retry-After may ask for or for a place, before another provider is tried. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Ask a second time, side by side, when the first token is not there after so long, and take who begins first. Not
    /// set: never. What is paid for is then paid for twice, and one machine is asked twice as much: it is a decision.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan? HedgeAfter { get; set; }

    /// <summary>Ollama only: how long a model stays loaded after a question. Default 5 min, as its own.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Window < MaxAnswerTokens + PromptTokens + (2 * ContextTokens))
        {
            yield return new ValidationResult(
                $"Window ({Window}) must hold an answer ({MaxAnswerTokens}), what stands around the text (2 × {ContextTokens}) and {PromptTokens} tokens of rules.", [nameof(Window)]);
        }
    }
}
