using System.ComponentModel.DataAnnotations;

namespace SwipeReview.LlmRouter;

/// <summary>Limits of the router. Section <c>LlmRouter</c>.</summary>
internal sealed class RouterOptions
{
    public const string Section = "LlmRouter";

    /// <summary>How long a provider's answer is kept for equal requests. Default 24 h; it is the only place where text of a document rests here.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Blocks a request, 1–2,000. Default 500.</summary>
    [Range(1, 2_000)]
    public int MaxBlocks { get; set; } = 500;

    /// <summary>UTF-16 code units of text a request, all blocks together. Default 1,000,000.</summary>
    [Range(1_000, 4_000_000)]
    public int MaxCharacters { get; set; } = 1_000_000;

    /// <summary>Texts an embeddings request, 1–1,024. Default 1,024.</summary>
    [Range(1, 1_024)]
    public int MaxEmbeddingTexts { get; set; } = 1_024;

    /// <summary>ISO 4217 code of every cost that the router reports.</summary>
    [Required, StringLength(3, MinimumLength = 3)]
    public string Currency { get; set; } = "USD";
}
