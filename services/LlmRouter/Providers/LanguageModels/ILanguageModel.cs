using System.Net;
using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>One vendor's wire: a question goes out, text comes back bit by bit. What to do with either is not its business.</summary>
internal interface ILanguageModel
{
    string Provider { get; }

    /// <summary>As the vendor calls it.</summary>
    string Model { get; }

    /// <summary>Ends after a part with <see cref="ModelPart.Stop"/>; a stream that ends without one has broken off.</summary>
    /// <exception cref="VendorException">The vendor refused, failed, or spoke another language.</exception>
    IAsyncEnumerable<ModelPart> StreamAsync(ModelQuestion question, CancellationToken cancellationToken);

    /// <summary>A cheap question whose answer shows that address, key and model are right.</summary>
    /// <returns>The models that are there to be configured, where the vendor has a short list of them.</returns>
    /// <exception cref="VendorException">They are not.</exception>
    Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken);
}

internal sealed record ModelMessage(string Role, string Content);

/// <param name="Schema">JSON Schema that the answer must have; null for free text.</param>
/// <param name="Temperature">The model's own when it is missing: some take no other.</param>
internal sealed record ModelQuestion(string? System, IReadOnlyList<ModelMessage> Messages, string? Schema, int MaxTokens, double? Temperature = null)
{
    /// <summary>A copy: a node belongs to one request.</summary>
    public JsonNode? SchemaNode => Schema is null ? null : JsonNode.Parse(Schema);

    public int CountTokens(string model) =>
        TokenCount.Of(System ?? "", model) + Messages.Sum(message => TokenCount.Of(message.Content, model)) + TokenCount.Of(Schema ?? "", model);
}

internal enum ModelStop
{
    /// <summary>It said what it had to say.</summary>
    Done,

    /// <summary>It was cut off by the limit of an answer.</summary>
    Length,

    Refused,
}

/// <summary>A bit of an answer. The usage may come early for what was sent, and late for what came back.</summary>
internal readonly record struct ModelPart(string Text = "", ModelStop? Stop = null, long? InputTokens = null, long? OutputTokens = null);

/// <summary>A vendor's fault. <paramref name="isTransient"/>: asking again may help, after <paramref name="retryAfter"/> if the vendor says so.</summary>
internal sealed class VendorException(string message, bool isTransient, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient => isTransient;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>It had begun to answer.</summary>
    public bool IsMidway { get; init; }

    /// <summary>Its answer to this text is of no use; to another it may be.</summary>
    public bool IsAboutTheText { get; init; }

    /// <summary>Too many requests, a fault on their side, or (529) too busy. Never a wrong key or a bad request.</summary>
    public static bool IsTransientStatus(int status) => status is (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500;
}
