using System.ComponentModel.DataAnnotations;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>A language model. Sections <c>LlmRouter:Ollama</c>, <c>LlmRouter:OpenAi</c>, <c>LlmRouter:Anthropic</c>; one without a model isn't there.</summary>
internal sealed class LanguageModelOptions
{
    /// <summary>As the vendor calls it. Empty: this provider is not set up.</summary>
    public string Model { get; set; } = "";

    /// <summary>Where it answers; each vendor's own address unless told. A loopback address counts as this machine, every other as leaving it.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Secret: from the environment only. Ollama needs none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Price of a million tokens sent, in the router's currency. Default 0.</summary>
    [Range(0, 10_000)]
    public decimal InputPrice { get; set; }

    /// <summary>Price of a million tokens received. Default 0.</summary>
    [Range(0, 10_000)]
    public decimal OutputPrice { get; set; }

    /// <summary>Characters of text a call; four are about a token. Default 6,000: fits a window of 8,192 tokens with prompt and answer.</summary>
    [Range(500, 200_000)]
    public int CharactersPerCall { get; set; } = 6_000;

    /// <summary>Most tokens of one answer. Default 4,096.</summary>
    [Range(256, 64_000)]
    public int MaxAnswerTokens { get; set; } = 4_096;

    /// <summary>Calls at once for one request. Default 2.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 2;

    /// <summary>For one call. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Further tries after a transient fault. Default 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Longest wait that a vendor's Retry-After may ask for before another provider is tried. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(20);
}
